/** Seconds since 1970, as Stripe counts, as a Date. */
export function instantOf(seconds: number): Date {
  return new Date(seconds * 1000);
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

/** A number as plain decimal text, never with an exponent: 1e-7 becomes `0.0000001`. */
export function decimalText(value: number): string {
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
