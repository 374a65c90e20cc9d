import { type Account, nameOfAccount } from "@/lib/core/account";
import { type AccountBalance, amountIn } from "@/lib/core/balance";
import { type Currency, payoutStepOf } from "@/lib/core/currency";
import { type ExternalAccount, isUsable } from "@/lib/core/external-account";

/** A bank account or card to choose, with the words for it. */
export type DestinationOption = {
  readonly id: string;
  readonly label: string;
  readonly isUsable: boolean;
  readonly isDefault: boolean;
  readonly allowsInstant: boolean;
  /** What Stripe would pay here of the whole instant-available amount; null when it gives no figure. */
  readonly instantNetMinor: bigint | null;
};

/** What one account can pay out in one currency. Amounts in minor units. */
export type PayoutOption = {
  readonly accountId: string;
  readonly accountName: string;
  readonly isDefaultAccount: boolean;
  readonly currency: Currency;
  readonly availableMinor: bigint;
  /** Available by kind of source; a manual payout draws on one of them. */
  readonly sources: readonly { readonly sourceType: string; readonly minor: bigint }[];
  readonly instantMinor: bigint;
  /** What the account's settings keep in the balance. */
  readonly minimumMinor: bigint;
  readonly destinations: readonly DestinationOption[];
  /** Stripe allows no payouts from the account at present. */
  readonly isBlocked: boolean;
  /** `daily`, `weekly`, `monthly`; null when payouts are manual. */
  readonly automaticInterval: string | null;
  readonly statementDescriptor: string | null;
};

/** One account with its live balance and the places its money can go. */
export type PayoutSource = {
  readonly account: Account;
  readonly balance: Pick<AccountBalance, "available" | "availableBySource" | "instantAvailable">;
  readonly externalAccounts: readonly ExternalAccount[];
};

/**
 * Every account and currency with money to pay out, the default account and its default currency first. Currencies
 * without available money are left out, since nothing can be paid from them.
 */
export function payoutOptions(sources: readonly PayoutSource[]): PayoutOption[] {
  return sources.flatMap(optionsOf).sort((a, b) => Number(b.isDefaultAccount) - Number(a.isDefaultAccount));
}

/**
 * The largest amount to offer: what is available less what should stay, rounded down to the step Stripe accepts for
 * payouts. Never below zero; `leftMinor` is what the rounding leaves behind.
 */
export function maxPayout(
  option: Pick<PayoutOption, "availableMinor" | "minimumMinor" | "currency">,
  limitMinor: bigint = option.availableMinor,
): { readonly minor: bigint; readonly leftMinor: bigint } {
  const spare = option.availableMinor - option.minimumMinor;
  const most = spare < limitMinor ? spare : limitMinor;
  if (most <= 0n) return { minor: 0n, leftMinor: 0n };
  const leftMinor = most % payoutStepOf(option.currency);
  return { minor: most - leftMinor, leftMinor };
}

/** The place to preselect: the default one of the currency if it can be used, else the first that can. */
export function defaultDestination(option: Pick<PayoutOption, "destinations">): DestinationOption | null {
  const usable = option.destinations.filter((destination) => destination.isUsable);
  return usable.find((destination) => destination.isDefault) ?? usable[0] ?? null;
}

/** Words for a destination, such as "Chase ••4242" or "Visa debit ••0341". */
export function destinationLabel(destination: {
  readonly kind: "bank_account" | "card" | null;
  readonly bankName: string | null;
  readonly brand: string | null;
  readonly last4: string | null;
}): string {
  const fallback = destination.kind === "card" ? "Debit card" : "Bank account";
  const name = (destination.kind === "card" ? destination.brand : destination.bankName) ?? fallback;
  return destination.last4 ? `${name} ••${destination.last4}` : name;
}

function optionsOf({ account, balance, externalAccounts }: PayoutSource): PayoutOption[] {
  const currencies = balance.available.filter((amount) => amount.minor > 0n).map((amount) => amount.currency);
  currencies.sort((a, b) => Number(b === account.defaultCurrency) - Number(a === account.defaultCurrency));
  const schedule = account.schedule;
  return currencies.map((currency) => ({
    accountId: account.stripeAccountId,
    accountName: nameOfAccount(account),
    isDefaultAccount: account.isDefault,
    currency,
    availableMinor: amountIn(balance.available, currency),
    sources: balance.availableBySource.filter((source) => source.currency === currency && source.minor > 0n),
    instantMinor: amountIn(balance.instantAvailable, currency),
    minimumMinor: schedule?.minimumBalances.find((minimum) => minimum.currency === currency)?.minor ?? 0n,
    destinations: destinationsOf(externalAccounts, balance, currency),
    isBlocked: !account.payoutsEnabled,
    automaticInterval: schedule && schedule.interval !== "manual" ? schedule.interval : null,
    statementDescriptor: schedule?.statementDescriptor ?? null,
  }));
}

function destinationsOf(
  externalAccounts: readonly ExternalAccount[],
  balance: PayoutSource["balance"],
  currency: Currency,
): DestinationOption[] {
  const instant = balance.instantAvailable.find((amount) => amount.currency === currency);
  return externalAccounts
    .filter((external) => external.currency === currency)
    .map((external) => ({
      id: external.id,
      label: destinationLabel(external),
      isUsable: isUsable(external),
      isDefault: external.isDefaultForCurrency,
      allowsInstant: external.payoutMethods.includes("instant"),
      instantNetMinor: instant?.destinations.find((quoted) => quoted.id === external.id)?.netMinor ?? null,
    }));
}
