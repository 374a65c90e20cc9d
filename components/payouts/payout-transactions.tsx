import Link from "next/link";
import { money } from "@/lib/core/money";
import type { Payout } from "@/lib/core/payout";
import type { PayoutProof } from "@/lib/core/proof";
import type { Transaction } from "@/lib/core/transaction";
import { type DataColumn, DataTable } from "../data-table";
import { MoneyText } from "../money-text";
import { Section } from "../panel";
import type { Clock } from "../time";
import { TimeText } from "../time-text";
import { transactionLabel } from "../transactions/transaction-words";

/** A transaction with the part of its net that is attributed to a payout made by hand. */
type Row = Transaction & { readonly attributedMinor: bigint | null };

type PayoutTransactionsProps = {
  payout: Payout;
  /** The first rows; the payout's own row may be among them. */
  rows: readonly Row[];
  transactionsPath: string;
  clock: Clock;
};

const shownMax = 10;

/** The first transactions of a payout, closed by the sum of all of them. */
export function PayoutTransactions({ payout, rows, transactionsPath, clock }: PayoutTransactionsProps) {
  const { proof } = payout;
  if (proof === null || proof.count === 0) return null;
  const isEstimated = proof.linkKind === "estimated";
  const isOwn = (row: Row) => row.type === "payout" && row.sourceId === payout.stripePayoutId;
  const shown = rows.filter((row) => isEstimated || !isOwn(row)).slice(0, shownMax);
  const { count } = proof;
  return (
    <Section
      id="rows"
      title="Transactions"
      aside={asideOf(proof, shown.length)}
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
        columns={columnsFor({ path: transactionsPath, clock, isEstimated })}
        foot={<Foot payout={payout} shown={shown} proof={proof} />}
      />
    </Section>
  );
}

function asideOf({ count, linkKind }: PayoutProof, shown: number): string | undefined {
  const first = count > shown ? `First ${shown} of ${count.toLocaleString("en-US")}` : undefined;
  if (linkKind === "stripe") return first;
  return first ? `Estimated · ${first}` : "Estimated";
}

type ColumnsFor = { path: string; clock: Clock; isEstimated: boolean };

function columnsFor({ path, clock, isEstimated }: ColumnsFor): DataColumn<Row>[] {
  const amount = (row: Row, minor: bigint) => <MoneyText value={money(minor, row.currency)} />;
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
      className: isEstimated ? "second hide" : "lead r max-md:order-2",
      cell: (row) => amount(row, row.netMinor),
    },
    ...(isEstimated ? [attributed] : []),
  ];
}

/** Of a row that two payouts share each has its part. */
const attributed: DataColumn<Row> = {
  id: "attributed",
  header: "In this payout",
  isNumber: true,
  className: "lead r max-md:order-2",
  cell: (row) => <MoneyText value={money(partOf(row), row.currency)} />,
};

function partOf({ attributedMinor, netMinor }: Row): bigint {
  return attributedMinor ?? netMinor;
}

function Foot({ payout, shown, proof }: { payout: Payout; shown: readonly Row[]; proof: PayoutProof }) {
  const { currency } = payout.amount;
  const more = proof.count - shown.length;
  const rest = proof.explainedMinor - shown.reduce((sum, row) => sum + partOf(row), 0n);
  const isEstimated = proof.linkKind === "estimated";
  const labelled = isEstimated ? 7 : 6;
  return (
    <>
      {more > 0 && (
        <tr className="tail">
          <th scope="row" colSpan={labelled}>
            {more.toLocaleString("en-US")} more
          </th>
          <td className="num r">
            <MoneyText value={money(rest, currency)} />
          </td>
        </tr>
      )}
      <tr className={proof.state === "proved" && !isEstimated ? "close" : undefined}>
        <th scope="row" colSpan={labelled}>
          All {proof.count.toLocaleString("en-US")}
        </th>
        <td className="num r">
          <span className="sum">
            <MoneyText value={money(proof.explainedMinor, currency)} />
          </span>
        </td>
      </tr>
    </>
  );
}
