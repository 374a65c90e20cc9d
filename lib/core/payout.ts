import type { Currency } from "./currency";
import type { StripeAccountId } from "./ids";
import type { Money } from "./money";
import type { PayoutProof } from "./proof";

/** Source: the Payout object of Stripe's API. `paid` may still become `failed`; only failed and canceled are final. */
export const payoutStatuses = ["pending", "in_transit", "paid", "failed", "canceled"] as const;
export type PayoutStatus = (typeof payoutStatuses)[number];

export const payoutMethods = ["standard", "instant"] as const;
export type PayoutMethod = (typeof payoutMethods)[number];

/** created: committed, nothing sent. sent: Stripe may have it. succeeded and failed: known. */
export const intentStates = ["created", "sent", "succeeded", "failed"] as const;
export type IntentState = (typeof intentStates)[number];

/** Where a payout goes; only what may be shown, never a full number. */
export type PayoutDestination = {
  readonly id: string;
  readonly kind: "bank_account" | "card" | null;
  readonly bankName: string | null;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly country: string | null;
  readonly currency: Currency | null;
  readonly status: string | null;
};

/** A payout exactly as Stripe describes it, in our types. */
export type StripePayout = {
  readonly stripePayoutId: string;
  readonly amount: Money;
  /** Open text: Stripe may add statuses; the known ones are {@link payoutStatuses}. */
  readonly status: string;
  readonly arrivalDate: Date;
  readonly createdAt: Date;
  readonly automatic: boolean;
  readonly method: string;
  readonly type: string;
  readonly sourceType: string | null;
  readonly destination: PayoutDestination | null;
  readonly description: string | null;
  readonly statementDescriptor: string | null;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  readonly balanceTransactionId: string | null;
  readonly failureBalanceTransactionId: string | null;
  readonly originalPayoutId: string | null;
  readonly reversedById: string | null;
  readonly reconciliationStatus: string | null;
  readonly traceId: { readonly status: string; readonly value: string | null } | null;
  readonly applicationFeeMinor: bigint | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly livemode: boolean;
};

/** A payout as we keep it: Stripe's truth, our id, and the account it left. */
export type Payout = StripePayout & {
  readonly id: string;
  readonly accountId: StripeAccountId;
  readonly updatedAt: Date;
  /** Who asked for it through us; null for automatic payouts and those made elsewhere. */
  readonly createdBy: string | null;
  /** How far its transactions come to it; null for one that holds no money, and until it has been looked at. */
  readonly proof: PayoutProof | null;
};

const rank: Record<PayoutStatus, number> = { pending: 0, in_transit: 1, paid: 2, failed: 3, canceled: 4 };

/** True for a status we know; others are stored and shown under their own name. */
export function isPayoutStatus(value: string): value is PayoutStatus {
  return (payoutStatuses as readonly string[]).includes(value);
}

/**
 * Decides between two snapshots when no fresh fetch is possible: the one further along wins, so order and
 * duplicates cannot matter. paid to failed is legal; an unknown status never replaces a known one.
 */
export function mergeStatus(stored: string, seen: string): string {
  const [storedRank, seenRank] = [rankOf(stored), rankOf(seen)];
  if (storedRank !== seenRank) return seenRank > storedRank ? seen : stored;
  // Two unknown statuses have no order; any fixed choice keeps the result the same in every order.
  return seen > stored ? seen : stored;
}

function rankOf(status: string): number {
  return isPayoutStatus(status) ? rank[status] : -1;
}

export type NotCancelableReason = "not_pending" | "automatic" | "instant" | "already_canceled" | "reversal";

/**
 * Why a payout cannot be canceled, or null when Stripe may still allow it. Only manual, standard, pending ones
 * can be; Stripe has the last word. Source: docs.stripe.com/api/payouts/cancel.
 */
export function notCancelableReason(
  payout: Pick<StripePayout, "status" | "automatic" | "method" | "originalPayoutId">,
): NotCancelableReason | null {
  if (payout.status === "canceled") return "already_canceled";
  if (payout.automatic) return "automatic";
  if (payout.originalPayoutId !== null) return "reversal";
  if (payout.method === "instant") return "instant";
  return payout.status === "pending" ? null : "not_pending";
}
