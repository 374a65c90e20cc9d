import { type Currency, exponentOf } from "./currency";

/** Minor units, or a sentence that says what to enter instead. */
export type ParsedAmount =
  | { readonly ok: true; readonly minor: bigint }
  | { readonly ok: false; readonly reason: string };

const minorMax = 2n ** 53n - 1n;
const lengthMax = 40;
const spaces = /[\s\u00a0\u2009\u202f'’]/g;
const directionMarks = /[\u200e\u200f\u061c\u2066-\u2069]/g;
/** Zeros of the digits used with Arabic and Persian script. */
const easternZeros = [0x0660, 0x06f0];

/**
 * Reads an amount as people write it in their locale, with or without grouping and the currency's own sign. Text that
 * has two readings is refused, as are decimals the currency does not have; nothing is ever rounded.
 */
export function parseAmount(text: string, currency: Currency, locale = "en-US"): ParsedAmount {
  const written = writingOf(locale, currency);
  const bare = inWesternDigits(withoutSign(text.replace(directionMarks, "").trim(), written.signs), written.decimal);
  if (bare === "" || bare.length > lengthMax) return refusal(`Enter an amount like ${written.example}.`);
  if (/^[-−(]|[-−]$/.test(bare)) return refusal("Enter an amount without a minus sign.");

  const plain = toPlain(bare, written);
  if (plain === null) return refusal(`Enter an amount like ${written.example}.`);
  const exponent = exponentOf(currency);
  const [whole = "", fraction = ""] = plain.split(".");
  if (fraction.length > exponent) return refusal(tooManyDecimals(currency, exponent));
  const minor = BigInt(`${whole}${fraction.padEnd(exponent, "0")}`);
  return minor > minorMax ? refusal("That is more than Stripe can pay out at once.") : { ok: true, minor };
}

/** Eastern digits and their own marks, which have one reading only, as the locale writes them in Western digits. */
function inWesternDigits(text: string, decimal: "." | ","): string {
  return text
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => {
      const code = digit.charCodeAt(0);
      return String(code - Math.max(...easternZeros.filter((zero) => zero <= code)));
    })
    .replaceAll("\u066b", decimal)
    .replaceAll("\u066c", decimal === "." ? "," : ".");
}

function refusal(reason: string): ParsedAmount {
  return { ok: false, reason };
}

function tooManyDecimals(currency: Currency, exponent: number): string {
  const code = currency.toUpperCase();
  return exponent === 0 ? `${code} amounts have no decimals.` : `${code} amounts have at most ${exponent} decimals.`;
}

type Writing = {
  decimal: "." | ",";
  /** Digits of the group before the last one: 3 nearly everywhere, 2 in India. */
  groupSize: number;
  signs: readonly string[];
  example: string;
};

/** Digits with a point, or null for what is no amount or could be two. */
function toPlain(bare: string, { decimal, groupSize }: Writing): string | null {
  const spaced = /^\d{1,3}(?:[\s\u00a0\u2009\u202f'’]\d{3})+(?:[.,]\d+)?$/.test(bare);
  const digits = bare.replace(spaces, "");
  if (spaced) return digits.replace(",", ".");
  if (digits !== bare) return null;
  const here = readAs(digits, decimal, groupSize);
  if (here !== null) return here;
  const there = readAs(digits, decimal === "." ? "," : ".", 3);
  // The other way of writing is certain only when both marks occur, or two digits follow the one there is.
  const isCertain = /[.,]\d+[.,]/.test(digits) || /^\d+[.,]\d\d$/.test(digits);
  return isCertain ? there : null;
}

function readAs(digits: string, decimal: "." | ",", groupSize: number): string | null {
  const point = decimal === "." ? "\\." : ",";
  const group = decimal === "." ? "," : "\\.";
  const grouped = `\\d{1,${groupSize}}(?:${group}\\d{${groupSize}})*${group}\\d{3}`;
  const pattern = new RegExp(`^(?:\\d+|${grouped}|(?=${point}\\d))(?:${point}\\d*)?$`);
  return pattern.test(digits) ? digits.replace(new RegExp(group, "g"), "").replace(",", ".") : null;
}

function withoutSign(text: string, signs: readonly string[]): string {
  const upper = text.toUpperCase();
  const sign = signs.find((known) => upper.startsWith(known) || upper.endsWith(known));
  if (sign === undefined) return text;
  return (upper.startsWith(sign) ? text.slice(sign.length) : text.slice(0, -sign.length)).trim();
}

function writingOf(locale: string, currency: Currency): Writing {
  const exponent = exponentOf(currency);
  const digits = { minimumFractionDigits: exponent, maximumFractionDigits: exponent, numberingSystem: "latn" } as const;
  const plain = new Intl.NumberFormat(locale, { ...digits, useGrouping: "always" });
  const parts = new Intl.NumberFormat(locale, { numberingSystem: "latn" }).formatToParts(12_345_678.5);
  const code = currency.toUpperCase();
  const signs = (["symbol", "narrowSymbol"] as const).flatMap((currencyDisplay) =>
    new Intl.NumberFormat(locale, { style: "currency", currency: code, currencyDisplay })
      .formatToParts(1)
      .filter((part) => part.type === "currency")
      .map((part) => part.value.replace(directionMarks, "").toUpperCase()),
  );
  return {
    decimal: parts.find((part) => part.type === "decimal")?.value === "," ? "," : ".",
    groupSize: parts.filter((part) => part.type === "integer").at(-2)?.value.length ?? 3,
    signs: [code, ...signs],
    example: plain.format(exponent === 0 ? 1_240 : 1_240.5),
  };
}
