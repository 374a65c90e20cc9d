import type { Currency } from "./currency";

/** Money given back to a customer, as Stripe describes it. The amount is positive, in minor units. */
export type StripeRefund = {
  readonly stripeRefundId: string;
  readonly stripeChargeId: string | null;
  readonly paymentIntentId: string | null;
  readonly amountMinor: bigint;
  readonly currency: Currency;
  /** Stripe's open text: pending, requires_action, succeeded, failed, canceled; null when it gives none. */
  readonly status: string | null;
  readonly reason: string | null;
  readonly failureReason: string | null;
  readonly balanceTransactionId: string | null;
  /** The ledger row that brought the money of a failed refund back. */
  readonly failureBalanceTransactionId: string | null;
  readonly createdAt: Date;
};
