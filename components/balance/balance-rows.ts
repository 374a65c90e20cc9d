import type { Account } from "@/lib/core/account";
import { amountIn, type Balance } from "@/lib/core/balance";
import type { Currency } from "@/lib/core/currency";
import { type Money, money } from "@/lib/core/money";

/** One currency of a balance. Instant overlaps the others; reserved stands apart; only the first two make the total. */
export type BalanceRow = {
  readonly currency: Currency;
  readonly available: Money;
  readonly pending: Money;
  readonly total: Money;
  /** Null where Stripe names none. */
  readonly reserved: Money | null;
  readonly instant: Money | null;
  /** Available by kind of source, where there is more than one. */
  readonly sources: readonly { readonly sourceType: string; readonly amount: Money }[];
};

/** A row for each currency with any figure in it: the first one given, then by code. */
export function balanceRows(balance: Balance, first?: Currency): BalanceRow[] {
  const amounts = [balance.available, balance.pending, balance.connectReserved, balance.instantAvailable].flat();
  const currencies = [...new Set(amounts.map(({ currency }) => currency))];
  currencies.sort((a, b) => Number(b === first) - Number(a === first) || (a < b ? -1 : 1));
  return currencies.map((currency) => balanceRow(balance, currency));
}

/** One currency of a balance; what Stripe does not name is zero. */
export function balanceRow(balance: Balance, currency: Currency): BalanceRow {
  const available = amountIn(balance.available, currency);
  const pending = amountIn(balance.pending, currency);
  const sources = balance.availableBySource.filter((source) => source.currency === currency && source.minor !== 0n);
  return {
    currency,
    available: money(available, currency),
    pending: money(pending, currency),
    total: money(available + pending, currency),
    reserved: unlessZero(amountIn(balance.connectReserved, currency), currency),
    instant: unlessZero(amountIn(balance.instantAvailable, currency), currency),
    sources:
      sources.length > 1
        ? sources.map(({ sourceType, minor }) => ({ sourceType, amount: money(minor, currency) }))
        : [],
  };
}

/** The currency to begin with: that of the default account. */
export function leadCurrency(
  accounts: readonly Pick<Account, "isDefault" | "defaultCurrency">[],
): Currency | undefined {
  return (accounts.find((account) => account.isDefault) ?? accounts[0])?.defaultCurrency;
}

function unlessZero(minor: bigint, currency: Currency): Money | null {
  return minor === 0n ? null : money(minor, currency);
}

/** Plain words for the kinds of sources a balance is kept by. */
export function sourceLabel(sourceType: string): string {
  return { card: "Card", bank_account: "Bank account", fpx: "FPX" }[sourceType] ?? sourceType;
}
