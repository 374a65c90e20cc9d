import { money } from "@/lib/core/money";
import type { FeeKind, FeePeriod, FeeReport, Grouping } from "@/lib/core/report";
import { type DataColumn, DataTable } from "../data-table";
import { MoneyText } from "../money-text";
import type { Clock } from "../time";
import { feeKindRows, kindLabels } from "./fee-lines";
import { periodCount, periodLabel, periodRemark } from "./period-words";
import { percentOf } from "./ratio";
import { type RowsPlace, rowsHref } from "./rows-href";
import { RowsLink } from "./rows-link";

export const feeSorts = ["-date", "date", "-total", "total"] as const;
export type FeeSort = (typeof feeSorts)[number];

type FeePeriodsTableProps = {
  report: FeeReport;
  /** Those up to now, the earliest first. */
  periods: readonly FeePeriod[];
  groupBy: Grouping;
  sort: FeeSort;
  sortHref: (sort: string) => string;
  dataStart: string | null;
  place: RowsPlace;
  clock: Clock;
};

const names = { day: "Day", week: "Week", month: "Month" } as const;

/** The figures of the chart: each kind that occurs, their sum, and how much of the revenue it is. */
export function FeePeriodsTable(props: FeePeriodsTableProps) {
  const { report, periods, groupBy, sort, sortHref, dataStart, place, clock } = props;
  const of = (minor: bigint) => <MoneyText value={money(minor, report.currency)} />;
  const isMissing = (period: FeePeriod) => dataStart !== null && period.lastDate < dataStart;
  const kinds = feeKindRows(report).map(({ kind }) => kind);
  const columns: DataColumn<FeePeriod>[] = [
    {
      id: "date",
      header: names[groupBy],
      isRowHeader: true,
      isSortable: true,
      cell: (period) => (
        <>
          <RowsLink href={rowsHref(place, period)}>{periodLabel(period, groupBy, clock)}</RowsLink>
          <span className="muted"> {periodRemark(period, groupBy, clock)}</span>
        </>
      ),
    },
    ...kinds.map(
      (kind: FeeKind): DataColumn<FeePeriod> => ({
        id: kind,
        header: kindLabels[kind],
        isNumber: true,
        className: "second",
        cell: (period) => (isMissing(period) ? "–" : of(period[kind])),
      }),
    ),
    {
      id: "total",
      header: "Total",
      isNumber: true,
      isSortable: true,
      className: "lead",
      cell: (period) => (isMissing(period) ? "–" : of(period.total)),
    },
    {
      id: "rate",
      header: "Rate",
      isNumber: true,
      className: "second",
      cell: (period) => percentOf(period.total, period.gross, 2),
    },
  ];
  const sum = periods.reduce((total, period) => total + period.total, 0n);
  return (
    <DataTable
      caption={`Fees by ${groupBy}`}
      isDense
      columns={columns}
      rows={sortFeePeriods(periods, sort)}
      rowKey={(period) => period.from.toISOString()}
      sort={sort}
      sortHref={sortHref}
      foot={
        <tr className="close">
          <th scope="row">{periodCount(periods.length, groupBy)}</th>
          {kinds.map((kind) => (
            <td key={kind} className="num">
              {of(report[kind])}
            </td>
          ))}
          <td className="num">
            {sum === report.total ? <span className="sum">{of(report.total)}</span> : of(report.total)}
          </td>
          <td className="num">{percentOf(report.total, report.gross, 2)}</td>
        </tr>
      }
    />
  );
}

function sortFeePeriods(periods: readonly FeePeriod[], sort: FeeSort): FeePeriod[] {
  const latestFirst = [...periods].reverse();
  if (sort === "-date") return latestFirst;
  if (sort === "date") return [...periods];
  const direction = sort === "-total" ? -1 : 1;
  return latestFirst.sort((a, b) => direction * (Number(a.total > b.total) - Number(a.total < b.total)));
}
