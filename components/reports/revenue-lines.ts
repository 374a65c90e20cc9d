import type { RevenuePeriod, RevenueReport } from "@/lib/core/report";
import type { Clock } from "../time";
import { isPart, periodLabel, periodRemark } from "./period-words";

/** One row of the revenue table, and one bar. */
export type RevenueLine = RevenuePeriod & {
  readonly label: string;
  readonly remark: string | null;
  readonly isPart: boolean;
  /** Before the first data. */
  readonly isMissing: boolean;
  /** What stays of the revenue after refunds and disputes. */
  readonly kept: bigint;
  /** The same period earlier; null without a comparison, and where it lies before the first data. */
  readonly before: RevenuePeriod | null;
};

/** Periods up to now with what each is compared with. `dataStart` is the day of the first data, null without any. */
export function revenueLines(report: RevenueReport, clock: Clock, dataStart: string | null): RevenueLine[] {
  const { periods, comparison, groupBy } = report;
  return periods.flatMap((period, index) => {
    if (period.from > clock.now) return [];
    const before = comparison?.periods[index] ?? null;
    const isKnown = (known: { date: string }) => dataStart !== null && known.date >= dataStart;
    return [
      {
        ...period,
        label: periodLabel(period, groupBy, clock),
        remark: periodRemark(period, groupBy, clock),
        isPart: isPart(period, groupBy),
        isMissing: dataStart !== null && period.lastDate < dataStart,
        kept: period.revenue - period.refunds - period.disputes,
        before: before && isKnown(before) ? before : null,
      },
    ];
  });
}

/** Sums over the periods that have something to be compared with, so that like stands beside like. */
export type Compared = {
  readonly now: bigint;
  readonly before: bigint;
  readonly periods: number;
  /** Whether these are all periods of the report. */
  readonly isAll: boolean;
};

/** What can be compared; null where no period can. */
export function comparedOf(lines: readonly RevenueLine[]): Compared | null {
  const pairs = lines.flatMap(({ revenue, before }) => (before ? [{ now: revenue, before: before.revenue }] : []));
  if (pairs.length === 0) return null;
  return {
    now: pairs.reduce((sum, pair) => sum + pair.now, 0n),
    before: pairs.reduce((sum, pair) => sum + pair.before, 0n),
    periods: pairs.length,
    isAll: pairs.length === lines.length,
  };
}

export const revenueSorts = ["-date", "date", "-revenue", "revenue", "-payments", "payments"] as const;
export type RevenueSort = (typeof revenueSorts)[number];

/** The lines in the order asked for; among equals the latest first. */
export function sortRevenueLines(lines: readonly RevenueLine[], sort: RevenueSort): RevenueLine[] {
  const latestFirst = [...lines].reverse();
  const compare: Record<RevenueSort, (a: RevenueLine, b: RevenueLine) => number> = {
    "-date": () => 0,
    date: (a, b) => (a.date < b.date ? -1 : 1),
    "-revenue": (a, b) => Number(b.revenue > a.revenue) - Number(b.revenue < a.revenue),
    revenue: (a, b) => Number(a.revenue > b.revenue) - Number(a.revenue < b.revenue),
    "-payments": (a, b) => b.count - a.count,
    payments: (a, b) => a.count - b.count,
  };
  return latestFirst.sort(compare[sort]);
}
