import { compact, niceStep } from "../balance/release-bars";
import type { Tick } from "./period-words";

/** One colour of a chart, the same on every screen. */
export type ChartSeries = { readonly key: string; readonly label: string; readonly color: string };

/** A figure of a bar: its height, which is lossy, and its words, which are exact. */
export type ChartFigure = { readonly value: number; readonly text: string };

/** One place on the axis with everything that is said about it; only texts and numbers, for the browser to have. */
export type ChartBucket = {
  readonly key: string;
  readonly title: string;
  readonly tick: Tick;
  /** The rows behind it, and how they are called; null where no list shows them. */
  readonly href: string | null;
  readonly rows: string;
  /** Not to be compared with its neighbours: it has not passed yet, or the range cuts it. */
  readonly isPart: boolean;
  /** Before the first data; nothing is known, which is not zero. */
  readonly isMissing: boolean;
  /** By the key of its series, in the order in which they are stacked from the zero line. */
  readonly figures: Readonly<Record<string, ChartFigure>>;
  /** What the figures come to, where there are several. */
  readonly total: string | null;
  /** The same period earlier. */
  readonly before: (ChartFigure & { readonly label: string; readonly change: string }) | null;
};

/** Percent of the plot from below. */
export type Span = { readonly foot: number; readonly height: number };
export type PlotColumn = {
  readonly stack: readonly (Span & { readonly key: string; readonly color: string })[];
  readonly before: Span | null;
};

export type Plot = {
  readonly columns: readonly PlotColumn[];
  readonly zero: number;
  readonly top: number;
  readonly bottom: number;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
};

/**
 * Where every bar stands. Positive figures are stacked up from the zero line and negative ones down from it, so that
 * what came back does not hide what was taken.
 */
export function plotOf(
  buckets: readonly ChartBucket[],
  series: readonly ChartSeries[],
  { isWhole = false } = {},
): Plot {
  const valuesOf = ({ figures }: ChartBucket) => series.map(({ key }) => figures[key]?.value ?? 0);
  const reach = buckets.flatMap((bucket) => {
    const values = valuesOf(bucket);
    return [
      sum(values.filter((value) => value > 0)),
      sum(values.filter((value) => value < 0)),
      bucket.before?.value ?? 0,
    ];
  });
  const [highest, lowest] = [Math.max(0, ...reach), Math.min(0, ...reach)];
  const nice = niceStep(highest, lowest);
  const step = isWhole ? Math.max(1, nice) : nice;
  const top = Math.max(step, Math.ceil(highest / step) * step);
  const bottom = Math.floor(lowest / step) * step;
  const place = (value: number) => ((value - bottom) / (top - bottom)) * 100;
  const span = (from: number, to: number): Span => {
    const foot = place(Math.min(from, to));
    return { foot, height: place(Math.max(from, to)) - foot };
  };
  const columns = buckets.map((bucket) => {
    let [up, down] = [0, 0];
    const stack = valuesOf(bucket).flatMap((value, index) => {
      const { key, color } = series[index] ?? { key: "", color: "" };
      if (value === 0) return [];
      const from = value > 0 ? up : down;
      if (value > 0) up += value;
      else down += value;
      return [{ key, color, ...span(from, from + value) }];
    });
    return { stack, before: bucket.before === null ? null : span(0, bucket.before.value) };
  });
  const count = Math.round((top - bottom) / step);
  const ticks = Array.from({ length: count + 1 }, (_, index) => bottom + index * step);
  return {
    columns,
    zero: place(0),
    top,
    bottom,
    ticks: ticks.map((value) => ({ at: place(value), label: compact(value) })),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
