import { type Currency, decimalsShown, exponentOf } from "./currency";

/** An exact amount in the currency's minor unit, signed. */
export type Money = { readonly minor: bigint; readonly currency: Currency };

/** Builds a Money. */
export function money(minor: bigint, currency: Currency): Money {
  return { minor, currency };
}

/** Adds two amounts of one currency. Throws a plain error for two currencies, since that is always a bug. */
export function add(a: Money, b: Money): Money {
  requireSameCurrency(a, b);
  return money(a.minor + b.minor, a.currency);
}

/** Subtracts `b` from `a`; same rule as {@link add}. */
export function subtract(a: Money, b: Money): Money {
  requireSameCurrency(a, b);
  return money(a.minor - b.minor, a.currency);
}

/** The amount with the opposite sign. */
export function negate(a: Money): Money {
  return money(-a.minor, a.currency);
}

/** True when `available` covers `needed`. */
export function isEnough(available: Money, needed: Money): boolean {
  requireSameCurrency(available, needed);
  return available.minor >= needed.minor;
}

/** Sums per currency, in the order in which currencies first appear. Currencies are never added together. */
export function sumByCurrency(amounts: Iterable<Money>): Money[] {
  const totals = new Map<Currency, bigint>();
  for (const { minor, currency } of amounts) totals.set(currency, (totals.get(currency) ?? 0n) + minor);
  return [...totals].map(([currency, minor]) => money(minor, currency));
}

/** A lossy number in major units for the height of a bar. Never for text, sums or comparisons. */
export function toMajorNumber({ minor, currency }: Money): number {
  return Number(minor) / 10 ** exponentOf(currency);
}

/** The exact amount as a plain decimal, such as `-1240.50`, with Stripe's number of decimals. */
export function toDecimalString({ minor, currency }: Money, decimals: number = exponentOf(currency)): string {
  const exponent = exponentOf(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = digits.slice(digits.length - exponent).slice(0, decimals);
  return `${minor < 0n ? "-" : ""}${whole}${decimals > 0 ? `.${fraction}` : ""}`;
}

const formatters = new Map<string, Intl.NumberFormat>();

/**
 * Text for people, exact at any size, such as `$1,240.50`, `¥120,000` or `−$86.40` (with a true minus sign).
 * Digits are fixed by Stripe's exponent, so server and browser print the same.
 */
export function formatMoney(amount: Money, locale = "en-US"): string {
  const decimals = decimalsShown(amount.currency, amount.minor);
  const formatter = formatterFor(locale, amount.currency, decimals);
  const decimal = toDecimalString(amount, decimals) as Intl.StringNumericLiteral;
  return formatter
    .formatToParts(decimal)
    .map((part) => (part.type === "minusSign" ? "\u2212" : part.value))
    .join("");
}

function formatterFor(locale: string, currency: Currency, decimals: number): Intl.NumberFormat {
  const key = `${locale}|${currency}|${decimals}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: currency.toUpperCase(),
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: "negative",
  });
  formatters.set(key, made);
  return made;
}

function requireSameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new Error(`Cannot combine ${a.currency} and ${b.currency}.`);
}
