import type { Currency } from "./currency";

/** A payment that a customer contests with their bank, as Stripe describes it. Amount in minor units. */
export type StripeDispute = {
  readonly stripeDisputeId: string;
  readonly stripeChargeId: string | null;
  readonly amountMinor: bigint;
  readonly currency: Currency;
  /** Stripe's open text; names that begin with `warning_` are inquiries, which move no money. */
  readonly status: string;
  readonly reason: string;
  /** Until when evidence is taken; null when none is wanted. */
  readonly dueAt: Date | null;
  /** How many ledger rows it has made: none, the withdrawal, or the withdrawal and its return. */
  readonly balanceTransactions: number;
  readonly createdAt: Date;
};

/** Statuses in which nothing more happens. Stripe may add others, which then count as open. */
export const closedDisputeStatuses = ["won", "lost", "warning_closed", "prevented"] as const;
