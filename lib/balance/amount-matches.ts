import { and, eq, inArray, notInArray, or, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { currenciesWithExponent } from "../core/currency";

const searched = /^([-\u2212]?)(\d{1,3}(?:,\d{3})+|\d{1,18})(?:\.(\d{1,3}))?$/;
const noDecimals = [...currenciesWithExponent(0)];
const threeDecimals = [...currenciesWithExponent(3)];

/**
 * Whether a row's amount is exactly the one somebody looks for: as people write it (`1,240.00`), in the row's own
 * currency, or as a whole number of minor units (`124000`). Undefined for a text that is no amount.
 */
export function amountMatches(text: string, columns: { amount: PgColumn; currency: PgColumn }): SQL | undefined {
  const match = searched.exec(text.trim());
  if (!match) return undefined;
  const [, sign = "", grouped = "", fraction = ""] = match;
  const whole = grouped.replaceAll(",", "");
  const amountIs = (exponent: number) => {
    if (fraction.replace(/0+$/, "").length > exponent) return undefined;
    const minor = BigInt(whole + fraction.slice(0, exponent).padEnd(exponent, "0"));
    return minor === BigInt.asIntN(64, minor) ? eq(columns.amount, sign === "" ? minor : -minor) : undefined;
  };
  const inCurrencies = (condition: SQL, exponent: number) => {
    const amount = amountIs(exponent);
    return amount && and(condition, amount);
  };
  return or(
    inCurrencies(notInArray(columns.currency, [...noDecimals, ...threeDecimals]), 2),
    inCurrencies(inArray(columns.currency, noDecimals), 0),
    inCurrencies(inArray(columns.currency, threeDecimals), 3),
    fraction === "" ? amountIs(0) : undefined,
  );
}
