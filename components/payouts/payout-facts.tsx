import Link from "next/link";
import type { ReactNode } from "react";
import { money } from "@/lib/core/money";
import type { Payout } from "@/lib/core/payout";
import { intentMetadataKey } from "@/lib/core/payout-input";
import { CopyButton } from "../copy-button";
import { MoneyText } from "../money-text";
import { Facts } from "../ui/facts";
import { destinationLabel } from "./payout-options";

type PayoutFactsProps = {
  payout: Payout;
  /** Where there are several accounts. */
  accountName: string | null;
  payoutsPath: string;
  transactionsPath: string;
};

/** Everything else that is known of a payout. */
export function PayoutFacts({ payout, accountName, payoutsPath, transactionsPath }: PayoutFactsProps) {
  const { destination, applicationFeeMinor, balanceTransactionId, originalPayoutId, reversedById } = payout;
  const link = (path: string, id: string | null) =>
    id === null ? null : (
      <Link className="mono under break-all" href={`${path}/${id}`}>
        {id}
      </Link>
    );
  return (
    <Facts
      facts={[
        { label: "Payout", value: <Id value={payout.stripePayoutId} label="Copy payout ID" /> },
        { label: "Bank trace", value: <Trace payout={payout} /> },
        { label: "Account", value: accountName },
        { label: "Destination", value: destination ? destinationLabel(destination) : null },
        { label: "Descriptor", value: payout.statementDescriptor },
        { label: "Description", value: payout.description },
        { label: "Drawn from", value: payout.sourceType && (sources[payout.sourceType] ?? payout.sourceType) },
        {
          label: "Fee",
          value: applicationFeeMinor ? <MoneyText value={money(applicationFeeMinor, payout.amount.currency)} /> : null,
        },
        { label: "Ledger row", value: link(transactionsPath, balanceTransactionId) },
        { label: "Returned by", value: link(transactionsPath, payout.failureBalanceTransactionId) },
        { label: "Takes back", value: link(payoutsPath, originalPayoutId) },
        { label: "Reversal", value: link(payoutsPath, reversedById) ?? <span className="muted">None</span> },
        ...metadataOf(payout),
      ]}
    />
  );
}

const sources: Readonly<Record<string, string>> = {
  card: "Card payments",
  bank_account: "Bank payments",
  fpx: "FPX payments",
};

function Trace({ payout: { traceId, status } }: { payout: Payout }) {
  if (traceId?.value) return <Id value={traceId.value} label="Copy bank trace" />;
  if (traceId?.status === "unsupported") return <span className="muted">The bank doesn't provide one</span>;
  return <span className="muted">{status === "paid" ? "Not known yet" : "Known after the payout is paid"}</span>;
}

function metadataOf({ metadata }: Payout): { label: ReactNode; value: ReactNode }[] {
  // Our own key says nothing to people.
  const own = Object.entries(metadata).filter(([key]) => key !== intentMetadataKey);
  return own.map(([key, value]) => ({
    label: <span className="mono break-all">{key}</span>,
    value: <span className="break-all">{value}</span>,
  }));
}

function Id({ value, label }: { value: string; label: string }) {
  return (
    <>
      <span className="mono break-all">{value}</span>
      <CopyButton text={value} label={label} />
    </>
  );
}
