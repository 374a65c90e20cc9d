import { decimalsShown } from "@/lib/core/currency";
import { formatMoney, type Money } from "@/lib/core/money";

export type MoneyParts = {
  /** Sign, symbol and whole units. */
  readonly whole: string;
  /** The decimal point and what follows it; empty for currencies without decimals. */
  readonly fraction: string;
  /** The code in capitals, such as `USD`. */
  readonly code: string;
  readonly isNegative: boolean;
};

/**
 * An exact amount cut at its decimal point, so that a column can align on it. With `withCode` the code is written
 * after the amount, and a symbol that is only the code (KWD) is left out.
 */
export function moneyParts(amount: Money, { withCode }: { withCode: boolean }): MoneyParts {
  const code = amount.currency.toUpperCase();
  const full = formatMoney(amount);
  const text = withCode ? full.replace(`${code}\u00a0`, "") : full;
  const decimals = decimalsShown(amount.currency, amount.minor);
  const cut = decimals === 0 ? text.length : text.length - decimals - 1;
  return { whole: text.slice(0, cut), fraction: text.slice(cut), code, isNegative: amount.minor < 0n };
}

const names = new Intl.DisplayNames("en", { type: "currency" });

/** The currency's name, such as "US Dollar", or its code where there is no name. */
export function currencyName(currency: Money["currency"]): string {
  const code = currency.toUpperCase();
  return names.of(code) ?? code;
}
