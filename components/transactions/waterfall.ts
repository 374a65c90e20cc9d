import type { Transaction } from "@/lib/core/transaction";
import { feeLabel } from "./transaction-words";

/** A bar on a scale from 0 to 100 percent. */
export type Span = { readonly start: number; readonly width: number };

export type WaterfallStep = {
  readonly label: string;
  /** Signed: a fee that was taken is negative, one given back positive. */
  readonly minor: bigint;
  readonly span: Span;
  readonly kind: "gross" | "stripe" | "application" | "tax" | "other";
};

export type Waterfall = {
  readonly steps: readonly WaterfallStep[];
  readonly netMinor: bigint;
  /** Where zero is on the scale, in percent. */
  readonly zero: number;
  /** Whether gross and the fees Stripe itemized really come to the net. */
  readonly addsUp: boolean;
};

type Amounts = Pick<Transaction, "amountMinor" | "feeMinor" | "netMinor" | "feeDetails">;

/**
 * The way from gross to net, one step per kind of fee. Fees that Stripe did not itemize appear as "Other fees", so
 * that the steps always come to the net; `addsUp` says whether that was needed.
 */
export function waterfallOf(row: Amounts): Waterfall {
  const fees = feesByType(row);
  const itemized = [...fees.values()].reduce((sum, minor) => sum + minor, 0n);
  const rest = row.feeMinor - itemized;
  if (rest !== 0n) fees.set("other", rest);
  const amounts = [...fees].map(([type, minor]) => ({ type, minor: -minor }));
  const levels = levelsOf(row.amountMinor, amounts);
  const [low, high] = boundsOf(levels);
  const span = (from: bigint, to: bigint) => spanOf({ from, to, low, high });
  return {
    steps: [
      { label: "Gross", minor: row.amountMinor, span: span(0n, row.amountMinor), kind: "gross" },
      ...amounts.map(({ type, minor }, index) => ({
        label: type === "other" ? "Other fees" : feeLabel(type),
        minor,
        span: span(levels[index] ?? 0n, levels[index + 1] ?? 0n),
        kind: kindOf(type),
      })),
    ],
    netMinor: row.netMinor,
    zero: spanOf({ from: low, to: 0n, low, high }).width,
    addsUp: rest === 0n && row.amountMinor - row.feeMinor === row.netMinor,
  };
}

/** Places amounts end to end, each starting where the one before ended; for a running total over categories. */
export function runningSpans(amounts: readonly bigint[]): { readonly spans: readonly Span[]; readonly zero: number } {
  const levels = levelsOf(
    0n,
    amounts.map((minor) => ({ minor })),
  );
  const [low, high] = boundsOf(levels);
  const spans = amounts.map((_, index) =>
    spanOf({ from: levels[index] ?? 0n, to: levels[index + 1] ?? 0n, low, high }),
  );
  return { spans, zero: spanOf({ from: low, to: 0n, low, high }).width };
}

function feesByType(row: Amounts): Map<string, bigint> {
  const fees = new Map<string, bigint>();
  for (const fee of row.feeDetails) fees.set(fee.type, (fees.get(fee.type) ?? 0n) + fee.minor);
  return fees;
}

function levelsOf(start: bigint, amounts: readonly { readonly minor: bigint }[]): bigint[] {
  const levels = [start];
  for (const { minor } of amounts) levels.push((levels.at(-1) ?? 0n) + minor);
  return levels;
}

function boundsOf(levels: readonly bigint[]): readonly [bigint, bigint] {
  let [low, high] = [0n, 0n];
  for (const level of levels) {
    if (level < low) low = level;
    if (level > high) high = level;
  }
  return [low, high];
}

function spanOf({ from, to, low, high }: { from: bigint; to: bigint; low: bigint; high: bigint }): Span {
  const [left, right] = from < to ? [from, to] : [to, from];
  return { start: percent(left - low, high - low), width: percent(right - left, high - low) };
}

// Whole hundredths of a percent are more than a screen can show, and bigint keeps large amounts exact until here.
function percent(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((part * 10_000n) / whole) / 100;
}

function kindOf(type: string): WaterfallStep["kind"] {
  if (type === "stripe_fee" || type === "payment_method_passthrough_fee") return "stripe";
  if (type === "application_fee") return "application";
  return type === "tax" || type === "withheld_tax" ? "tax" : "other";
}
