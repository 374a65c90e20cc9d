import { formatMoney, type Money, money, toMajorNumber } from "@/lib/core/money";
import type { RevenueReport } from "@/lib/core/report";
import type { Clock } from "../time";
import type { ChartBucket, ChartSeries } from "./chart-plot";
import { Legend } from "./legend";
import { periodCount, ticksOf } from "./period-words";
import { changeWords } from "./ratio";
import { ReportFigure } from "./report-figure";
import { counted, extremes } from "./report-words";
import type { RevenueLine } from "./revenue-lines";
import { type RowsPlace, rowsHref } from "./rows-href";

const series: readonly ChartSeries[] = [{ key: "revenue", label: "Revenue", color: "var(--chart-main)" }];

type RevenueChartProps = {
  report: RevenueReport;
  lines: readonly RevenueLine[];
  /** What the outlined bars are; null without a comparison. */
  beforeLabel: string | null;
  place: RowsPlace;
  clock: Clock;
};

/** Revenue by period, beside the same period earlier. */
export function RevenueChart({ report, lines, beforeLabel, place, clock }: RevenueChartProps) {
  const of = (minor: bigint): Money => money(minor, report.currency);
  const figure = (minor: bigint) => ({ value: toMajorNumber(of(minor)), text: formatMoney(of(minor)) });
  const ticks = ticksOf(lines, report.groupBy, clock);
  const buckets = lines.map(
    (line, index): ChartBucket => ({
      key: line.from.toISOString(),
      title: line.remark ? `${line.label} ${line.remark}` : line.label,
      tick: ticks[index] ?? { lines: [], isMinor: false },
      href: line.count === 0 ? null : rowsHref(place, line, "charges"),
      rows: counted(line.count, "payment"),
      isPart: line.isPart,
      isMissing: line.isMissing,
      figures: { revenue: figure(line.revenue) },
      total: null,
      before: line.before && {
        ...figure(line.before.revenue),
        label: beforeLabel ?? "Before",
        change: changeWords(line.revenue, line.before.revenue),
      },
    }),
  );
  const hasPart = lines.some((line) => line.isPart && !line.isMissing);
  return (
    <section aria-labelledby="chart">
      <div className="section__head">
        <h2 id="chart" className="sr-only">
          Revenue by {report.groupBy}
        </h2>
        <Legend
          series={series}
          before={lines.some(({ before }) => before) ? beforeLabel : null}
          part={hasPart ? "Not complete" : null}
        />
        <span className="code end">{report.currency.toUpperCase()}</span>
      </div>
      <ReportFigure
        buckets={buckets}
        series={series}
        height={280}
        summary={`Bar chart, ${periodCount(lines.length, report.groupBy)}. ${extremes(lines, (line) => of(line.revenue))}`}
      />
    </section>
  );
}
