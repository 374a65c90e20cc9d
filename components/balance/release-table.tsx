import type { Currency } from "@/lib/core/currency";
import { money } from "@/lib/core/money";
import { type DataColumn, DataTable } from "../data-table";
import { MoneyText } from "../money-text";
import type { Clock } from "../time";
import { DayText } from "../time-text";
import type { ReleaseDay } from "./release-bars";

type Line = ReleaseDay & { readonly soFarMinor: bigint };

type ReleaseTableProps = {
  rows: readonly ReleaseDay[];
  currency: Currency;
  /** Whether the rows come to the pending balance that Stripe states now. */
  isProved: boolean;
  clock: Clock;
};

/**
 * Pending money of one currency by the day it becomes available, and how much will have been released by then. The
 * sum is ruled off only where it is proved.
 */
export function ReleaseTable({ rows, currency, isProved, clock }: ReleaseTableProps) {
  const of = (minor: bigint) => <MoneyText value={money(minor, currency)} />;
  let soFarMinor = 0n;
  const lines: Line[] = rows.map((row) => {
    soFarMinor += row.netMinor;
    return { ...row, soFarMinor };
  });
  const columns: DataColumn<Line>[] = [
    {
      id: "day",
      header: "Available on",
      isRowHeader: true,
      cell: (line) => <DayText day={line.availableOn} clock={clock} weekday />,
    },
    {
      id: "count",
      header: "Transactions",
      isNumber: true,
      className: "second max-md:hidden",
      headClassName: "max-md:hidden",
      cell: (line) => line.count,
    },
    {
      id: "gross",
      header: "Gross",
      isNumber: true,
      className: "max-md:hidden",
      headClassName: "max-md:hidden",
      cell: (line) => of(line.grossMinor),
    },
    {
      id: "fees",
      header: "Fees",
      isNumber: true,
      className: "second max-md:hidden",
      headClassName: "max-md:hidden",
      cell: (line) => of(line.feeMinor),
    },
    { id: "net", header: "Net", isNumber: true, className: "lead", cell: (line) => of(line.netMinor) },
    {
      id: "so-far",
      header: "Released so far",
      isNumber: true,
      className: "second",
      cell: (line) => of(line.soFarMinor),
    },
  ];
  const sum = (pick: (line: Line) => bigint) => lines.reduce((total, line) => total + pick(line), 0n);
  const net = sum((line) => line.netMinor);
  return (
    <DataTable
      caption="Pending money by the day it becomes available"
      isDense
      columns={columns}
      rows={lines}
      rowKey={(line) => line.availableOn}
      foot={
        <tr className="close">
          <th scope="row">Pending</th>
          <td className="num max-md:hidden">{lines.reduce((total, line) => total + line.count, 0)}</td>
          <td className="num max-md:hidden">{of(sum((line) => line.grossMinor))}</td>
          <td className="num max-md:hidden">{of(sum((line) => line.feeMinor))}</td>
          <td className="num">{isProved ? <span className="sum">{of(net)}</span> : of(net)}</td>
          <td />
        </tr>
      }
    />
  );
}
