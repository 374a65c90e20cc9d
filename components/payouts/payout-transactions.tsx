import Link from "next/link";
import { money } from "@/lib/core/money";
import type { Payout } from "@/lib/core/payout";
import type { Transaction } from "@/lib/core/transaction";
import { type DataColumn, DataTable } from "../data-table";
import { MoneyText } from "../money-text";
import { Section } from "../panel";
import type { Clock } from "../time";
import { TimeText } from "../time-text";
import { transactionLabel } from "../transactions/transaction-words";
import type { Breakdown } from "./made-of";

type PayoutTransactionsProps = {
  payout: Payout;
  /** The first rows, newest first; the payout's own row may be among them. */
  rows: readonly Transaction[];
  breakdown: Breakdown | null;
  transactionsPath: string;
  clock: Clock;
};

const shownMax = 10;

/** The newest transactions of a payout, closed by the sum of all of them. */
export function PayoutTransactions({ payout, rows, breakdown, transactionsPath, clock }: PayoutTransactionsProps) {
  if (breakdown === null || breakdown.count === 0) return null;
  const shown = rows.filter((row) => row.sourceId !== payout.stripePayoutId).slice(0, shownMax);
  const { count } = breakdown;
  return (
    <Section
      id="rows"
      title="Transactions"
      aside={count > shown.length ? `First ${shown.length} of ${count.toLocaleString("en-US")}` : undefined}
      end={
        <Link className="link" href={`${transactionsPath}?payoutId=${payout.stripePayoutId}`}>
          Show all {count.toLocaleString("en-US")}
        </Link>
      }
    >
      <DataTable
        caption="Transactions of this payout"
        isDense
        stack
        rows={shown}
        rowKey={(row) => row.id}
        columns={columnsFor(transactionsPath, clock)}
        foot={<Foot payout={payout} shown={shown} breakdown={breakdown} />}
      />
    </Section>
  );
}

function columnsFor(path: string, clock: Clock): DataColumn<Transaction>[] {
  const amount = (row: Transaction, minor: bigint) => <MoneyText value={money(minor, row.currency)} />;
  return [
    {
      id: "created",
      header: "Created",
      isRowHeader: true,
      className: "second max-md:order-4",
      cell: (row) => (
        <Link className="under" href={`${path}/${row.stripeBalanceTxnId}`}>
          <TimeText at={row.createdAt} clock={clock} />
        </Link>
      ),
    },
    { id: "type", header: "Type", className: "lead max-md:order-1", cell: transactionLabel },
    {
      id: "description",
      header: "Description",
      className: "second ell wide max-md:order-3",
      cell: (row) => row.description ?? <span className="muted">–</span>,
    },
    { id: "source", header: "Source", className: "mono muted hide", cell: (row) => row.sourceId ?? "–" },
    {
      id: "gross",
      header: "Gross",
      isNumber: true,
      className: "second hide",
      cell: (row) => amount(row, row.amountMinor),
    },
    { id: "fee", header: "Fee", isNumber: true, className: "second hide", cell: (row) => amount(row, row.feeMinor) },
    {
      id: "net",
      header: "Net",
      isNumber: true,
      className: "lead r max-md:order-2",
      cell: (row) => amount(row, row.netMinor),
    },
  ];
}

function Foot({ payout, shown, breakdown }: { payout: Payout; shown: readonly Transaction[]; breakdown: Breakdown }) {
  const { currency } = payout.amount;
  const more = breakdown.count - shown.length;
  const rest = breakdown.sumMinor - shown.reduce((sum, row) => sum + row.netMinor, 0n);
  return (
    <>
      {more > 0 && (
        <tr className="tail">
          <th scope="row" colSpan={6}>
            {more.toLocaleString("en-US")} more
          </th>
          <td className="num r">
            <MoneyText value={money(rest, currency)} />
          </td>
        </tr>
      )}
      <tr className={breakdown.differenceMinor === 0n ? "close" : undefined}>
        <th scope="row" colSpan={6}>
          All {breakdown.count.toLocaleString("en-US")}
        </th>
        <td className="num r">
          <span className="sum">
            <MoneyText value={money(breakdown.sumMinor, currency)} />
          </span>
        </td>
      </tr>
    </>
  );
}
