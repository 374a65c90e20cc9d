import type { ReactNode } from "react";
import { money } from "@/lib/core/money";
import type { RevenueReport } from "@/lib/core/report";
import { type DataColumn, DataTable } from "../data-table";
import { MoneyText } from "../money-text";
import { periodCount } from "./period-words";
import { changeWords } from "./ratio";
import { comparedOf, type RevenueLine, type RevenueSort, sortRevenueLines } from "./revenue-lines";
import { type RowsPlace, rowsHref } from "./rows-href";
import { RowsLink } from "./rows-link";

type RevenueTableProps = {
  report: RevenueReport;
  lines: readonly RevenueLine[];
  sort: RevenueSort;
  sortHref: (sort: string) => string;
  /** Head of the column of what is compared with; null without a comparison. */
  beforeLabel: string | null;
  place: RowsPlace;
};

const names = { day: "Day", week: "Week", month: "Month" } as const;

/** The figures of the chart, and what refunds and disputes leave of them; each leads to its rows. */
export function RevenueTable({ report, lines, sort, sortHref, beforeLabel, place }: RevenueTableProps) {
  const of = (minor: bigint) => <MoneyText value={money(minor, report.currency)} />;
  const linked = (line: RevenueLine, minor: bigint, type: string) =>
    minor === 0n ? of(0n) : <RowsLink href={rowsHref(place, line, type)}>{of(-minor)}</RowsLink>;
  const columns: DataColumn<RevenueLine>[] = [
    {
      id: "date",
      header: names[report.groupBy],
      isRowHeader: true,
      isSortable: true,
      cell: (line) => (
        <>
          <RowsLink href={rowsHref(place, line, "charges")}>{line.label}</RowsLink>
          {line.remark && <span className="muted"> {line.remark}</span>}
        </>
      ),
    },
    {
      id: "payments",
      header: "Payments",
      isNumber: true,
      isSortable: true,
      className: "second",
      cell: (line) => (line.isMissing ? "–" : line.count.toLocaleString("en-US")),
    },
    {
      id: "revenue",
      header: "Revenue",
      isNumber: true,
      isSortable: true,
      className: "lead",
      cell: (line) => (line.isMissing ? "–" : of(line.revenue)),
    },
    {
      id: "refunds",
      header: "Refunds",
      isNumber: true,
      className: "second",
      cell: (line) => (line.isMissing ? "–" : linked(line, line.refunds, "refunds")),
    },
    {
      id: "disputes",
      header: "Disputes",
      isNumber: true,
      className: "second",
      cell: (line) => (line.isMissing ? "–" : linked(line, line.disputes, "disputes")),
    },
    { id: "kept", header: "After both", isNumber: true, cell: (line) => (line.isMissing ? "–" : of(line.kept)) },
    ...(beforeLabel === null ? [] : comparisonColumns(beforeLabel, of)),
  ];
  return (
    <DataTable
      caption={`Revenue by ${report.groupBy}`}
      isDense
      columns={columns}
      rows={sortRevenueLines(lines, sort)}
      rowKey={(line) => line.from.toISOString()}
      sort={sort}
      sortHref={sortHref}
      foot={<Totals report={report} lines={lines} isCompared={beforeLabel !== null} of={of} />}
    />
  );
}

function comparisonColumns(label: string, of: (minor: bigint) => ReactNode): DataColumn<RevenueLine>[] {
  return [
    {
      id: "before",
      header: label,
      isNumber: true,
      className: "muted",
      cell: ({ before }) => (before ? of(before.revenue) : "–"),
    },
    {
      id: "change",
      header: "Change",
      isNumber: true,
      className: "second",
      cell: ({ revenue, before }) => (before ? changeWords(revenue, before.revenue) : "–"),
    },
  ];
}

type TotalsProps = {
  report: RevenueReport;
  lines: readonly RevenueLine[];
  isCompared: boolean;
  of: (minor: bigint) => ReactNode;
};

/** The sums, ruled off only where the rows above come to what the report says. */
function Totals({ report, lines, isCompared, of }: TotalsProps) {
  const sum = (pick: (line: RevenueLine) => bigint) => lines.reduce((total, line) => total + pick(line), 0n);
  const compared = comparedOf(lines);
  const kept = report.total - report.refunds - report.disputes;
  const ruled = (minor: bigint, isProved: boolean) => (isProved ? <span className="sum">{of(minor)}</span> : of(minor));
  return (
    <tr className="close">
      <th scope="row">{periodCount(lines.length, report.groupBy)}</th>
      <td className="num">{report.count.toLocaleString("en-US")}</td>
      <td className="num">{ruled(report.total, sum((line) => line.revenue) === report.total)}</td>
      <td className="num">{of(-report.refunds)}</td>
      <td className="num">{of(-report.disputes)}</td>
      <td className="num">{ruled(kept, sum((line) => line.kept) === kept)}</td>
      {isCompared && (
        <>
          <td className="num">{compared ? of(compared.before) : "–"}</td>
          <td className="num">{compared ? changeWords(compared.now, compared.before) : "–"}</td>
        </>
      )}
    </tr>
  );
}
