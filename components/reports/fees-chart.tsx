import { formatMoney, money, toMajorNumber } from "@/lib/core/money";
import type { FeePeriod, FeeReport, Grouping } from "@/lib/core/report";
import type { Clock } from "../time";
import type { ChartBucket } from "./chart-plot";
import { feeStacks } from "./fee-lines";
import { Legend } from "./legend";
import { isPart, periodCount, periodLabel, periodRemark, ticksOf } from "./period-words";
import { ReportFigure } from "./report-figure";
import { extremes } from "./report-words";
import { type RowsPlace, rowsHref } from "./rows-href";

type FeesChartProps = {
  report: FeeReport;
  /** Those up to now. */
  periods: readonly FeePeriod[];
  groupBy: Grouping;
  dataStart: string | null;
  place: RowsPlace;
  clock: Clock;
};

/** Fees by period, one kind on the other; what came back hangs below zero. */
export function FeesChart({ report, periods, groupBy, dataStart, place, clock }: FeesChartProps) {
  const of = (minor: bigint) => money(minor, report.currency);
  const stacks = feeStacks(report);
  const ticks = ticksOf(periods, groupBy, clock);
  const lines = periods.map((period) => ({
    ...period,
    label: periodLabel(period, groupBy, clock),
    remark: periodRemark(period, groupBy, clock),
    isMissing: dataStart !== null && period.lastDate < dataStart,
  }));
  const buckets = lines.map((line, index): ChartBucket => {
    const figures = stacks.map(({ series, kinds }) => {
      const amount = of(kinds.reduce((sum, kind) => sum + line[kind], 0n));
      return [series.key, { value: toMajorNumber(amount), text: formatMoney(amount) }] as const;
    });
    return {
      key: line.from.toISOString(),
      title: line.remark ? `${line.label} ${line.remark}` : line.label,
      tick: ticks[index] ?? { lines: [], isMinor: false },
      href: rowsHref(place, line),
      rows: "the rows",
      isPart: isPart(line, groupBy),
      isMissing: line.isMissing,
      figures: Object.fromEntries(figures),
      total: formatMoney(of(line.total)),
      before: null,
    };
  });
  const series = stacks.map((stack) => stack.series);
  const hasPart = buckets.some((bucket) => bucket.isPart && !bucket.isMissing);
  return (
    <section aria-labelledby="chart">
      <div className="section__head">
        <h2 id="chart" className="sr-only">
          Fees by {groupBy} and kind
        </h2>
        <Legend series={series} part={hasPart ? "Not complete" : null} />
        <span className="code end">{report.currency.toUpperCase()}</span>
      </div>
      <ReportFigure
        buckets={buckets}
        series={series}
        height={240}
        summary={`Stacked bar chart of fees, ${periodCount(lines.length, groupBy)}. ${extremes(lines, (line) => of(line.total))}`}
      />
    </section>
  );
}
