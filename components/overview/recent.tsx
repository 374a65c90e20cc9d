import Link from "next/link";
import { money } from "@/lib/core/money";
import type { Payout } from "@/lib/core/payout";
import type { Transaction } from "@/lib/core/transaction";
import { type DataColumn, DataTable } from "../data-table";
import { MoneyText } from "../money-text";
import { payoutProof } from "../payouts/payout-proof";
import { ProofMark } from "../proof-mark";
import type { Clock } from "../time";
import { ArrivalText, TimeText } from "../time-text";
import { transactionLabel } from "../transactions/transaction-words";
import { PayoutBadge } from "../ui/badge";

type RecentPayoutsProps = {
  base: string;
  payouts: readonly Payout[];
  clock: Clock;
};

/** The newest payouts and how far each is proved. */
export function RecentPayouts({ base, payouts, clock }: RecentPayoutsProps) {
  const columns: DataColumn<Payout>[] = [
    { id: "status", header: "Status", cell: (payout) => <PayoutBadge status={payout.status} /> },
    { id: "arrives", header: "Arrives", className: "second r", cell: (payout) => <Arrives {...{ payout, clock }} /> },
    {
      id: "proof",
      header: <span className="sr-only">Proof</span>,
      cell: (payout) => {
        const { state, words } = payoutProof(payout);
        return <ProofMark state={state}>{words.split(":")[0]}</ProofMark>;
      },
    },
    {
      id: "amount",
      header: "Amount",
      isNumber: true,
      isRowHeader: true,
      className: "lead r",
      cell: (payout) => (
        <Link className="under" href={`${base}/payouts/${payout.id}`}>
          <MoneyText value={payout.amount} align code />
        </Link>
      ),
    },
  ];
  return (
    <DataTable caption="Most recent payouts" stack columns={columns} rows={payouts} rowKey={(payout) => payout.id} />
  );
}

function Arrives({ payout, clock }: { payout: Payout; clock: Clock }) {
  if (payout.status === "failed" || payout.status === "canceled") return <span className="muted">–</span>;
  return (
    <>
      <ArrivalText at={payout.arrivalDate} clock={clock} />
      {payout.status !== "paid" && <span className="muted"> est.</span>}
    </>
  );
}

/** The newest rows of the ledger. */
export function RecentActivity({
  base,
  transactions,
  clock,
}: {
  base: string;
  transactions: readonly Transaction[];
  clock: Clock;
}) {
  const columns: DataColumn<Transaction>[] = [
    {
      id: "when",
      header: "When",
      className: "muted",
      cell: (row) => <TimeText at={row.createdAt} clock={clock} />,
    },
    {
      id: "type",
      header: "Type",
      isRowHeader: true,
      className: "lead",
      cell: (row) => (
        <Link className="under" href={`${base}/transactions/${row.id}`}>
          {transactionLabel(row)}
        </Link>
      ),
    },
    {
      id: "net",
      header: "Net",
      isNumber: true,
      cell: (row) => <MoneyText value={money(row.netMinor, row.currency)} align code />,
    },
  ];
  return (
    <DataTable
      caption="Most recent transactions"
      isDense
      columns={columns}
      rows={transactions}
      rowKey={(row) => row.id}
    />
  );
}
