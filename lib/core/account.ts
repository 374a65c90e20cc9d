import type { Currency } from "./currency";
import type { ConnectedAccountId, StripeAccountId } from "./ids";
import type { PayoutSchedule } from "./payout-schedule";

/** disconnected: Stripe no longer lets us in, or an operator ended the link. History stays, syncing stops. */
export const accountStates = ["active", "disconnected"] as const;
export type AccountState = (typeof accountStates)[number];

/** A connected account as we keep it, for the organization it is linked to. */
export type Account = {
  readonly id: ConnectedAccountId;
  readonly stripeAccountId: StripeAccountId;
  readonly displayName: string | null;
  readonly country: string | null;
  readonly defaultCurrency: Currency;
  readonly chargesEnabled: boolean;
  readonly payoutsEnabled: boolean;
  /** What Stripe still wants to know, in Stripe's own names. */
  readonly requirementsDue: readonly string[];
  /** The account that writes use when none is named. */
  readonly isDefault: boolean;
  readonly state: AccountState;
  readonly schedule: PayoutSchedule | null;
  readonly scheduleFetchedAt: Date | null;
  readonly livemode: boolean;
};

/** A name for people: the one Stripe knows, or the account's id. */
export function nameOfAccount(account: Pick<Account, "displayName" | "stripeAccountId">): string {
  return account.displayName ?? account.stripeAccountId;
}
