import type { Currency } from "@/lib/core/currency";
import { type Money, money, toMajorNumber } from "@/lib/core/money";
import { addDays } from "@/lib/core/period";

/** What becomes available in one currency on one day, `YYYY-MM-DD`. */
export type ReleaseDay = {
  readonly currency: Currency;
  readonly availableOn: string;
  readonly count: number;
  readonly grossMinor: bigint;
  readonly feeMinor: bigint;
  readonly netMinor: bigint;
};

export type ReleaseBar = {
  readonly day: string;
  readonly net: Money;
  /** Height and foot in percent of the plot; no height on a day without money. */
  readonly height: number;
  readonly foot: number;
};

export type BarPlot = {
  readonly bars: readonly ReleaseBar[];
  /** Where the zero line lies, in percent from below. */
  readonly zero: number;
  readonly ticks: readonly { readonly at: number; readonly value: number; readonly label: string }[];
};

/** One bar for each of `count` days from `first` on; days without money keep their place. */
export function releasePlot(
  rows: readonly ReleaseDay[],
  { currency, first, count }: { currency: Currency; first: string; count: number },
): BarPlot {
  const byDay = new Map(rows.map((row) => [row.availableOn, row.netMinor]));
  const days = Array.from({ length: count }, (_, index) => addDays(first, index));
  const nets = days.map((day) => money(byDay.get(day) ?? 0n, currency));
  const values = nets.map(toMajorNumber);
  const step = niceStep(Math.max(0, ...values), Math.min(0, ...values));
  const top = Math.max(step, Math.ceil(Math.max(0, ...values) / step) * step);
  const bottom = Math.floor(Math.min(0, ...values) / step) * step;
  const place = (value: number) => ((value - bottom) / (top - bottom)) * 100;
  return {
    bars: days.map((day, index) => {
      const value = values[index] ?? 0;
      const net = nets[index] ?? money(0n, currency);
      return {
        day,
        net,
        foot: place(Math.min(0, value)),
        height: place(Math.max(0, value)) - place(Math.min(0, value)),
      };
    }),
    zero: place(0),
    ticks: ticksBetween(bottom, top, step).map((value) => ({ at: place(value), value, label: compact(value) })),
  };
}

/** The step of an axis: 1, 2 or 5 times a power of ten, so that there are about four of them. */
export function niceStep(highest: number, lowest: number): number {
  const rough = (highest - lowest) / 4;
  if (rough <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
}

function ticksBetween(bottom: number, top: number, step: number): number[] {
  const count = Math.round((top - bottom) / step);
  return Array.from({ length: count + 1 }, (_, index) => bottom + index * step);
}

const compactFormat = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 2 });

/** A figure of an axis, such as `1.5K`; exact figures stand in the table. */
export function compact(value: number): string {
  return compactFormat.format(value).replace("-", "\u2212");
}
