import type { Currency } from "./currency";
import type { StripeAccountId } from "./ids";

/** One part of a row's fee, signed; `type` is Stripe's open text. */
export type FeeDetail = {
  readonly type: string;
  readonly minor: bigint;
  readonly currency: Currency;
  readonly description: string | null;
};

/** A balance transaction as Stripe describes it. `net = amount - fee` always; amounts in minor units. */
export type StripeTransaction = {
  readonly stripeBalanceTxnId: string;
  readonly amountMinor: bigint;
  readonly feeMinor: bigint;
  readonly netMinor: bigint;
  readonly currency: Currency;
  readonly type: string;
  readonly reportingCategory: string;
  readonly balanceType: string;
  readonly sourceId: string | null;
  readonly description: string | null;
  /** Decimal text, exact, or null. */
  readonly exchangeRate: string | null;
  readonly feeDetails: readonly FeeDetail[];
  readonly availableOn: Date;
  readonly createdAt: Date;
};

export type TransactionStatus = "available" | "pending";

/** A balance transaction as we keep it. */
export type Transaction = StripeTransaction & {
  readonly id: string;
  readonly accountId: StripeAccountId;
  readonly status: TransactionStatus;
  /** Our id of the payout that carried it, when Stripe ties it to one. */
  readonly payoutId: string | null;
  readonly stripePayoutId: string | null;
};

/** Derived, never stored: Stripe flips pending to available without an event. */
export function statusAt(availableOn: Date, now: Date): TransactionStatus {
  return availableOn.getTime() <= now.getTime() ? "available" : "pending";
}

/** The eight groups the screens filter by; an unknown type stays under its own name in `other`. */
export const transactionGroups = {
  charges: ["charge", "payment"],
  refunds: ["refund", "payment_refund", "refund_failure", "payment_failure_refund", "payment_reversal"],
  disputes: ["dispute"],
  payouts: ["payout", "payout_cancel", "payout_failure", "advance", "advance_funding"],
  fees: ["stripe_fee", "stripe_fx_fee", "tax_fee", "application_fee", "application_fee_refund"],
  transfers: ["transfer", "transfer_refund", "transfer_cancel", "transfer_failure", "topup", "topup_reversal"],
  adjustments: ["adjustment", "contribution", "connect_collection_transfer"],
  holds: [
    "reserve_transaction",
    "reserved_funds",
    "reserve_hold",
    "reserve_release",
    "payout_minimum_balance_hold",
    "payout_minimum_balance_release",
    "payment_network_reserve_hold",
    "payment_network_reserve_release",
  ],
} as const;
export type TransactionGroup = keyof typeof transactionGroups;
