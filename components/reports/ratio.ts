import { divideHalfEven } from "@/lib/core/rounding";

/** A part of a whole in percent, such as `3.18%`; a dash where there is no whole. */
export function percentOf(part: bigint, whole: bigint, decimals: 1 | 2 = 1): string {
  if (whole <= 0n) return "–";
  return percentText(divideHalfEven(part * 10n ** BigInt(2 + decimals), whole), decimals);
}

/** What became of a sum, such as `+12.4%`. From nothing there is no percentage, and none that means anything below zero. */
export function changeWords(now: bigint, before: bigint): string {
  if (now === before) return "No change";
  if (before === 0n) return "New";
  if (before < 0n) return "–";
  const text = percentOf(now - before, before);
  return now > before ? `+${text}` : text;
}

/**
 * Shares of a whole in percent with one decimal, rounded by largest remainder so that they come to 100.0; dashes
 * where the whole is nothing or less.
 */
export function sharesOf(parts: readonly bigint[]): string[] {
  const whole = parts.reduce((sum, part) => sum + part, 0n);
  if (whole <= 0n) return parts.map(() => "–");
  const cut = parts.map((part, index) => {
    const scaled = part * 1000n;
    const remainder = ((scaled % whole) + whole) % whole;
    return { index, floor: (scaled - remainder) / whole, remainder };
  });
  const missing = 1000n - cut.reduce((sum, { floor }) => sum + floor, 0n);
  const first = [...cut].sort((a, b) => (a.remainder === b.remainder ? 0 : a.remainder > b.remainder ? -1 : 1));
  const raised = new Set(first.slice(0, Number(missing)).map(({ index }) => index));
  return cut.map(({ index, floor }) => percentText(floor + (raised.has(index) ? 1n : 0n), 1));
}

/** A rate that was not rounded, such as 0.0445, as `4.45%`; a dash for none. */
export function rateText(rate: number | null, decimals: 1 | 2 = 2): string {
  return rate === null ? "–" : `${(rate * 100).toFixed(decimals)}%`.replace("-", "\u2212");
}

function percentText(scaled: bigint, decimals: 1 | 2): string {
  const digits = abs(scaled)
    .toString()
    .padStart(decimals + 1, "0");
  const whole = BigInt(digits.slice(0, -decimals)).toLocaleString("en-US");
  return `${scaled < 0n ? "\u2212" : ""}${whole}.${digits.slice(-decimals)}%`;
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
