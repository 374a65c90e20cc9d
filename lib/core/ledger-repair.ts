import type { Currency } from "./currency";
import type { StripeAccountId } from "./ids";
import type { Money } from "./money";

/** A balance transaction as it stood, as far as it is told of. */
export type RepairedState = { readonly amount: Money; readonly fee: Money; readonly type: string };

/** One balance transaction that was made equal to Stripe's again. */
export type RepairedRow = {
  readonly stripeBalanceTxnId: string;
  /** Our id of it; null when it is not there any more. */
  readonly transactionId: string | null;
  /** What stood there; null when it was missing. */
  readonly found: RepairedState | null;
  /** What stands there now; null when Stripe does not have it. */
  readonly now: RepairedState | null;
  /** What of it was not as Stripe has it, in words; empty when it was missing or too many. */
  readonly changed: readonly string[];
};

/** What was done at once to make stored rows equal to Stripe's again. */
export type LedgerRepair = {
  readonly id: string;
  readonly accountId: StripeAccountId;
  readonly currency: Currency;
  readonly repairedAt: Date;
  readonly inserted: number;
  readonly rewritten: number;
  readonly removed: number;
  /** Some of the rows, when there are many. */
  readonly rows: readonly RepairedRow[];
};
