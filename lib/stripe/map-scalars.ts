import { type Currency, isCurrency } from "../core/currency";
import { type Money, money } from "../core/money";
import { UnreadableObjectError } from "./errors";

/** Seconds since 1970, as Stripe counts, as a Date. */
export function instantOf(seconds: number): Date {
  return new Date(seconds * 1000);
}

/** {@link instantOf}, where Stripe may give none. */
export function instantOrNull(seconds: number | null | undefined): Date | null {
  return typeof seconds === "number" ? instantOf(seconds) : null;
}

/** The id of an object that Stripe names or sends whole. */
export function idOf(reference: string | { id: string } | null | undefined): string | null {
  if (typeof reference === "string") return reference;
  return reference?.id ?? null;
}

/** An amount of `owner`'s. Throws UnreadableObjectError for one that JSON has rounded, and for a strange currency. */
export function moneyOf(owner: string, { amount, currency }: { amount: number; currency: string }): Money {
  return money(minorOf(owner, amount), currencyOf(owner, currency));
}

/** Minor units of `owner`'s; throws as {@link moneyOf}. */
export function minorOf(owner: string, amount: number): bigint {
  // Beyond the safe range the parser has already rounded, so the number is wrong without looking wrong.
  if (!Number.isSafeInteger(amount)) {
    throw new UnreadableObjectError(owner, `An amount of ${owner} is too large to be read exactly.`);
  }
  return BigInt(amount);
}

/** A currency of `owner`'s in any case; throws as {@link moneyOf}. */
export function currencyOf(owner: string, currency: string): Currency {
  const code = currency.toLowerCase();
  if (!isCurrency(code)) throw new UnreadableObjectError(owner, `${owner} has no currency code of three letters.`);
  return code;
}

/** Text that PostgreSQL can keep: without NUL characters, which it has no way to store. */
export function textOf(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  return text.includes("\0") ? text.replaceAll("\0", "") : text;
}

/** {@link textOf} for every key and value. */
export function textsOf(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [textOf(key) ?? "", textOf(value) ?? ""]));
}

/** A number, or its text, as plain decimal text, never with an exponent: 1e-7 becomes `0.0000001`. */
export function decimalText(value: number | string): string {
  const text = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  return sign + shifted(whole + fraction, 1 + Number(exponent));
}

/** Digits with a decimal point after the given position, which may lie before or behind them. */
function shifted(digits: string, position: number): string {
  if (position <= 0) return `0.${"0".repeat(-position)}${digits}`;
  if (position >= digits.length) return digits.padEnd(position, "0");
  return `${digits.slice(0, position)}.${digits.slice(position)}`;
}
