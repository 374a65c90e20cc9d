import type { payoutIntents } from "@/db/schema";
import { toCurrency } from "../core/currency";
import { type ErrorCode, errorCodes } from "../core/errors";
import type { StripeAccountId } from "../core/ids";
import { type Money, money } from "../core/money";
import type { IntentState, PayoutMethod } from "../core/payout";

export type IntentRecord = typeof payoutIntents.$inferSelect;

/** A payout somebody asked for, from before Stripe was called until it is known what came of it. */
export type PayoutIntent = {
  readonly id: string;
  readonly accountId: StripeAccountId;
  readonly state: IntentState;
  readonly amount: Money;
  readonly method: PayoutMethod;
  readonly description: string | null;
  readonly destination: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly sentAt: Date | null;
  readonly createdBy: string | null;
  /** Our id of the payout, once it exists. */
  readonly payoutId: string | null;
  readonly stripePayoutId: string | null;
  /** Why there is no payout, once that is certain. */
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly stripeCode: string | null } | null;
};

/** A stored intent in our types. */
export function toPayoutIntent(
  row: IntentRecord,
  { accountId, payoutId }: { accountId: StripeAccountId; payoutId: string | null },
): PayoutIntent {
  const { id, state, method, description, destination, createdAt, updatedAt, sentAt, createdBy, stripePayoutId } = row;
  return {
    id,
    accountId,
    state,
    amount: amountOf(row),
    method,
    description,
    destination,
    createdAt,
    updatedAt,
    sentAt,
    createdBy,
    payoutId,
    stripePayoutId,
    error: state === "failed" ? errorOf(row) : null,
  };
}

/** The amount that was asked for. */
export function amountOf({ amount, currency }: Pick<IntentRecord, "amount" | "currency">): Money {
  return money(amount, toCurrency(currency));
}

/** Why an intent failed; a code that a later version no longer knows reads as Stripe's error. */
export function errorOf({
  errorCode,
  errorMessage,
  stripeErrorCode,
}: IntentRecord): NonNullable<PayoutIntent["error"]> {
  return {
    code: isErrorCode(errorCode) ? errorCode : "stripe_error",
    message: errorMessage ?? "The payout was not made.",
    stripeCode: stripeErrorCode,
  };
}

function isErrorCode(code: string | null): code is ErrorCode {
  return code !== null && Object.hasOwn(errorCodes, code);
}
