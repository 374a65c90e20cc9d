import type { CustomerReport } from "@/lib/core/report";
import type { Clock } from "../time";
import type { ChartBucket, ChartSeries } from "./chart-plot";
import { isPart, periodCount, periodLabel, periodRemark, ticksOf } from "./period-words";
import { ReportFigure } from "./report-figure";
import { type RowsPlace, rowsHref } from "./rows-href";

/** Returning below, since it is the steadier part. */
export const customerSeries: readonly ChartSeries[] = [
  { key: "returning", label: "Returning", color: "var(--chart-main)" },
  { key: "fresh", label: "New", color: "var(--chart-refunds)" },
];

type CustomersChartProps = {
  report: CustomerReport;
  /** Those up to now. */
  periods: CustomerReport["periods"];
  place: RowsPlace;
  clock: Clock;
};

/** Who paid in each period, for the first time or again. */
export function CustomersChart({ report, periods, place, clock }: CustomersChartProps) {
  const { groupBy } = report;
  const ticks = ticksOf(periods, groupBy, clock);
  const figure = (value: number) => ({ value, text: value.toLocaleString("en-US") });
  const buckets = periods.map((period, index): ChartBucket => {
    const { newCustomers, returningCustomers } = period;
    const [label, remark] = [periodLabel(period, groupBy, clock), periodRemark(period, groupBy, clock)];
    return {
      key: period.from.toISOString(),
      title: remark ? `${label}, ${remark}` : label,
      tick: ticks[index] ?? { lines: [], isMinor: false },
      href: rowsHref({ ...place, currency: null }, period, "charges"),
      rows: "their payments",
      isPart: isPart(period, groupBy),
      isMissing: false,
      figures: { fresh: figure(newCustomers), returning: figure(returningCustomers) },
      total: (newCustomers + returningCustomers).toLocaleString("en-US"),
      before: null,
    };
  });
  return (
    <ReportFigure
      buckets={buckets}
      series={customerSeries}
      height={220}
      isWhole
      summary={`Stacked bar chart of new and returning customers, ${periodCount(periods.length, groupBy)}.`}
    />
  );
}
