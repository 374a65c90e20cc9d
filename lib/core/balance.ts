import type { StripeAccountId } from "./ids";
import type { Money } from "./money";

/** What an instant payout could take, per external account, after the platform's own fee. */
export type InstantAvailable = Money & {
  readonly destinations: readonly { readonly id: string; readonly netMinor: bigint }[];
};

/** Part of an available amount by the kind of source it came from; manual payouts draw on one kind. */
export type SourceAmount = Money & { readonly sourceType: string };

/** An amount under the balance type that its balance transactions bear. */
export type ApartAmount = Money & { readonly balanceType: string };

/** The balance of one connected account. Instant-available overlaps the others and is never added to them. */
export type Balance = {
  readonly available: readonly Money[];
  readonly availableBySource: readonly SourceAmount[];
  readonly pending: readonly Money[];
  readonly connectReserved: readonly Money[];
  readonly instantAvailable: readonly InstantAvailable[];
  /** Money that Stripe keeps apart from payments, such as for issuing; absent where there is none. */
  readonly apart?: readonly ApartAmount[];
  readonly livemode: boolean;
};

/** A balance with the moment it was read; `isStale` when Stripe did not answer and this is the last one known. */
export type AccountBalance = Balance & {
  readonly accountId: StripeAccountId;
  readonly asOf: Date;
  readonly isStale: boolean;
};

/** The amount in one currency; an absent currency means zero. */
export function amountIn(amounts: readonly Money[], currency: Money["currency"]): bigint {
  let minor = 0n;
  for (const amount of amounts) if (amount.currency === currency) minor += amount.minor;
  return minor;
}
