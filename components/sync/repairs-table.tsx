import Link from "next/link";
import type { LedgerRepair, RepairedRow } from "@/lib/core/ledger-repair";
import { type DataColumn, DataTable } from "../data-table";
import { CurrencyCode } from "../money-text";
import type { Clock } from "../time";
import { TimeText } from "../time-text";
import { repairedRowWords, repairWords } from "./repair-words";

type RepairsTableProps = {
  repairs: readonly LedgerRepair[];
  /** By Stripe's id. */
  accountNames: ReadonlyMap<string, string>;
  transactionsPath: string;
  clock: Clock;
};

/** What was not as Stripe has it and is again, transaction by transaction. */
export function RepairsTable({ repairs, ...context }: RepairsTableProps) {
  return (
    <DataTable
      caption="Repairs of the ledger"
      stack
      rows={repairs}
      rowKey={(repair) => repair.id}
      columns={columnsFor(context)}
    />
  );
}

function columnsFor({
  accountNames,
  transactionsPath,
  clock,
}: Omit<RepairsTableProps, "repairs">): DataColumn<LedgerRepair>[] {
  return [
    {
      id: "repaired",
      header: "Repaired",
      isRowHeader: true,
      cell: ({ repairedAt }) => <TimeText at={repairedAt} clock={clock} />,
    },
    {
      id: "account",
      header: "Account",
      className: "r",
      cell: ({ accountId, currency }) => (
        <>
          {accountNames.get(accountId) ?? accountId} <CurrencyCode currency={currency} />
        </>
      ),
    },
    {
      id: "what",
      header: "What was done",
      className: "wide",
      cell: (repair) => (
        <div className="py-2">
          <span className="block">{repairWords(repair)}</span>
          <ul>
            {repair.rows.map((row) => (
              <li key={row.stripeBalanceTxnId}>
                <TransactionName row={row} path={transactionsPath} /> {repairedRowWords(row)}
              </li>
            ))}
          </ul>
          <Others repair={repair} />
        </div>
      ),
    },
  ];
}

function TransactionName({ row, path }: { row: RepairedRow; path: string }) {
  if (row.transactionId === null) return <span className="mono">{row.stripeBalanceTxnId}</span>;
  return (
    <Link className="under mono" href={`${path}/${row.transactionId}`}>
      {row.stripeBalanceTxnId}
    </Link>
  );
}

function Others({ repair: { inserted, rewritten, removed, rows } }: { repair: LedgerRepair }) {
  const others = inserted + rewritten + removed - rows.length;
  return others > 0 && <span className="muted">and {others.toLocaleString("en-US")} more</span>;
}
