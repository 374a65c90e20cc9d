import { type Currency, isCurrency, toCurrency } from "@/lib/core/currency";
import { isStripeAccountId, type StripeAccountId } from "@/lib/core/ids";

/** What an address of the balance page asks for; what is not understood is left out. */
export type BalanceQuery = { readonly currency: Currency | null; readonly accountId: StripeAccountId | null };

type RawQuery = Readonly<Record<string, string | string[] | undefined>>;

/** Reads `currency` and `accountId`; a repeated or malformed one counts as absent. */
export function balanceQuery(raw: RawQuery): BalanceQuery {
  const text = (name: string) => (typeof raw[name] === "string" ? raw[name] : "");
  const [currency, accountId] = [text("currency").toLowerCase(), text("accountId")];
  return {
    currency: isCurrency(currency) ? toCurrency(currency) : null,
    accountId: isStripeAccountId(accountId) ? accountId : null,
  };
}

/** The address of the balance page for a choice. */
export function balanceHref(org: string, { currency, accountId }: BalanceQuery): string {
  const query = new URLSearchParams({
    ...(currency === null ? {} : { currency }),
    ...(accountId === null ? {} : { accountId }),
  });
  return query.size === 0 ? `/${org}/balance` : `/${org}/balance?${query}`;
}
