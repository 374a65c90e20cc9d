import type { Money } from "@/lib/core/money";
import { type DataColumn, DataTable } from "../data-table";
import { MoneyText } from "../money-text";
import { Badge } from "../ui/badge";

export type AccountLine = {
  readonly accountId: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly isStale: boolean;
  readonly payoutsEnabled: boolean;
  readonly available: Money;
  readonly pending: Money;
  readonly total: Money;
  readonly schedule: string | null;
};

const columns: DataColumn<AccountLine>[] = [
  {
    id: "account",
    header: "Account",
    isRowHeader: true,
    className: "max-md:py-2",
    cell: (line) => (
      <>
        {line.name} <span className="mono muted max-md:block">{line.accountId}</span>
      </>
    ),
  },
  {
    id: "state",
    header: <span className="sr-only">State</span>,
    className: "max-md:hidden",
    headClassName: "max-md:hidden",
    cell: (line) => (
      <span className="flex gap-1">
        {line.isDefault && <Badge>Default</Badge>}
        {!line.payoutsEnabled && <Badge kind="bad">Payouts paused</Badge>}
        {line.isStale && <Badge kind="waiting">Not current</Badge>}
      </span>
    ),
  },
  {
    id: "schedule",
    header: "Payouts",
    className: "second max-md:hidden",
    headClassName: "max-md:hidden",
    cell: (line) => line.schedule ?? "–",
  },
  {
    id: "available",
    header: "Available",
    isNumber: true,
    className: "lead max-md:hidden",
    headClassName: "max-md:hidden",
    cell: (line) => <MoneyText value={line.available} />,
  },
  {
    id: "pending",
    header: "Pending",
    isNumber: true,
    className: "max-md:hidden",
    headClassName: "max-md:hidden",
    cell: (line) => <MoneyText value={line.pending} />,
  },
  { id: "total", header: "Total", isNumber: true, cell: (line) => <MoneyText value={line.total} /> },
];

/** One currency by connected account; the lines come to the total above. */
export function AccountsTable({ lines, total }: { lines: readonly AccountLine[]; total: Money }) {
  return (
    <DataTable
      caption="Balance by account"
      columns={columns}
      rows={lines}
      rowKey={(line) => line.accountId}
      foot={
        <tr className="close">
          <th scope="row">All accounts</th>
          <td colSpan={columns.length - 2} className="max-md:hidden" />
          <td className="num">
            <span className="sum">
              <MoneyText value={total} />
            </span>
          </td>
        </tr>
      }
    />
  );
}
