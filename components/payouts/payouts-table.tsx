import Link from "next/link";
import { isUsable } from "@/lib/core/external-account";
import { describeFailure, moneyBackSentence } from "@/lib/core/failure";
import { isLate } from "@/lib/core/late-payout";
import { type FlatQuery, queryHref } from "@/lib/core/page-query";
import type { Payout } from "@/lib/core/payout";
import { type DataColumn, DataTable } from "../data-table";
import { MoneyText } from "../money-text";
import { ProofMark } from "../proof-mark";
import type { Clock } from "../time";
import { ArrivalText, TimeText } from "../time-text";
import { PayoutBadge } from "../ui/badge";
import { WarningIcon } from "../ui/icons";
import { lateAdvice, lateSentence } from "./late-words";
import { destinationLabel } from "./payout-options";
import { payoutProof } from "./payout-proof";

type PayoutsTableProps = {
  path: string;
  query: FlatQuery;
  payouts: readonly Payout[];
  clock: Clock;
};

/** Payouts with how far each is proved; a failed one says in its own row why, and where the money is. */
export function PayoutsTable({ path, query, payouts, clock }: PayoutsTableProps) {
  return (
    <DataTable
      caption="Payouts"
      className="payouts"
      stack
      rows={payouts}
      rowKey={(payout) => payout.id}
      columns={columnsFor({ path, clock })}
      sort={query.sort ?? "-created"}
      sortHref={(sort) => queryHref(path, query, { sort })}
      note={(payout) => failureNote(payout) ?? lateNote(payout, clock)}
    />
  );
}

function columnsFor({ path, clock }: Pick<PayoutsTableProps, "path" | "clock">): DataColumn<Payout>[] {
  const href = (payout: Payout) => `${path}/${payout.id}`;
  return [
    {
      id: "amount",
      header: "Amount",
      isSortable: true,
      isNumber: true,
      isRowHeader: true,
      className: "lead",
      cell: (payout) => (
        <Link className="under" href={href(payout)}>
          <MoneyText value={payout.amount} align code />
        </Link>
      ),
    },
    { id: "status", header: "Status", className: "r", cell: (payout) => <PayoutBadge status={payout.status} /> },
    {
      id: "destination",
      header: "Destination",
      className: "second",
      cell: (payout) => <Destination payout={payout} />,
    },
    { id: "arrival", header: "Arrives", className: "r", cell: (payout) => <Arrival payout={payout} clock={clock} /> },
    {
      id: "created",
      header: "Initiated",
      isSortable: true,
      className: "second hide",
      cell: (payout) => <TimeText at={payout.createdAt} clock={clock} as="date" />,
    },
    { id: "method", header: "Method", className: "second hide", cell: (payout) => <Method payout={payout} /> },
    {
      id: "proof",
      header: "Proof",
      className: "wide",
      cell: (payout) => {
        const { state, words, hasRows } = payoutProof(payout);
        return (
          <ProofMark state={state} href={hasRows ? `${href(payout)}#rows` : undefined}>
            {words}
          </ProofMark>
        );
      },
    },
  ];
}

function failureNote(payout: Payout) {
  const failure = describeFailure(payout);
  if (failure === null) return null;
  return (
    <span className="more">
      <span className="neg">{failure.cause}</span> {moneyBackSentence(payout)} {failure.advice}
    </span>
  );
}

function lateNote(payout: Payout, clock: Clock) {
  if (!isLate(payout, clock.now)) return null;
  return (
    <span className="more">
      <span className="strong">{lateSentence(payout, clock)}</span> {lateAdvice(payout)}
    </span>
  );
}

function Destination({ payout: { destination } }: { payout: Payout }) {
  if (destination === null) return <span className="muted">–</span>;
  return (
    <>
      {destinationLabel(destination)}
      {!isUsable(destination) && (
        <span className="neg">
          {" "}
          <WarningIcon className="inline size-3.5 align-[-2px]" />
          <span className="sr-only">needs new details</span>
        </span>
      )}
    </>
  );
}

function Arrival({ payout, clock }: { payout: Payout; clock: Clock }) {
  if (payout.status === "canceled" || payout.status === "failed") return <span className="muted">–</span>;
  return (
    <>
      <span className="second">
        <ArrivalText at={payout.arrivalDate} clock={clock} />
      </span>
      {payout.status !== "paid" && <span className="muted"> est.</span>}
    </>
  );
}

function Method({ payout }: { payout: Payout }) {
  const by = payout.automatic ? "Automatic" : payout.createdBy;
  return (
    <>
      {payout.method === "instant" ? "Instant" : "Standard"}
      {by && <span className="muted"> · {by}</span>}
    </>
  );
}
