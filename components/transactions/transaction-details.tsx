import Link from "next/link";
import type { ReactNode } from "react";
import { isStripePayoutId } from "@/lib/core/ids";
import { money } from "@/lib/core/money";
import type { Transaction } from "@/lib/core/transaction";
import { CopyButton } from "../copy-button";
import { MoneyText } from "../money-text";
import { Section } from "../panel";
import { ProofMark, Ruled } from "../proof-mark";
import { type Clock, shortDay } from "../time";
import { TimeText } from "../time-text";
import { Facts } from "../ui/facts";
import { availableDay } from "./available-text";
import { categoryLabel, transactionLabel } from "./transaction-words";
import { waterfallOf } from "./waterfall";
import { WaterfallTable } from "./waterfall-table";

type TransactionDetailsProps = {
  transaction: Transaction;
  clock: Clock;
  /** Name of the account it belongs to, where there are several. */
  accountName: string | null;
  payoutsPath: string;
};

/** One ledger row: its net, how it comes about, and what is known of it. */
export function TransactionDetails({ transaction, clock, accountName, payoutsPath }: TransactionDetailsProps) {
  const { addsUp, steps } = waterfallOf(transaction);
  const fees = steps.length - 1;
  return (
    <>
      <div className="pay-head">
        <h1 tabIndex={-1} className="pay-title">
          <span>{transactionLabel(transaction)}, net</span>
          <span>
            <span className="figure-lead">
              <Ruled state={addsUp ? "proved" : "open"}>
                <MoneyText value={money(transaction.netMinor, transaction.currency)} code="beside" />
              </Ruled>
            </span>{" "}
            <span className="code text-14">{transaction.currency.toUpperCase()}</span>
          </span>
        </h1>
        <p className="pay-sub">
          {addsUp && <ProofMark state="proved">{addsUpWords(fees)}</ProofMark>}
          <span className="second">
            <TimeText at={transaction.createdAt} clock={clock} />
          </span>
        </p>
      </div>
      <Section title="From gross to net" line>
        <WaterfallTable transaction={transaction} />
      </Section>
      <Section title="Facts">
        <Facts facts={factsOf({ transaction, clock, accountName, payoutsPath })} />
      </Section>
    </>
  );
}

function addsUpWords(fees: number): string {
  if (fees === 0) return "Adds up: gross is net, no fees";
  return fees === 1 ? "Adds up: gross less 1 fee" : `Adds up: gross less ${fees} fees`;
}

function factsOf(props: TransactionDetailsProps): { label: string; value: ReactNode }[] {
  const { transaction, clock, accountName, payoutsPath } = props;
  const { availableOn, status, description, sourceId, reportingCategory, payoutId, stripePayoutId } = transaction;
  return [
    { label: "Created", value: <TimeText at={transaction.createdAt} clock={clock} /> },
    {
      label: "Available",
      value: (
        <>
          <time dateTime={availableOn.toISOString()}>{shortDay(availableDay(availableOn, clock.zone), clock)}</time>
          <span className="muted">{status === "available" ? "available now" : "still pending"}</span>
        </>
      ),
    },
    { label: "Description", value: description ?? <span className="muted">None</span> },
    { label: "Account", value: accountName },
    { label: "Transaction", value: <Id value={transaction.stripeBalanceTxnId} label="Copy transaction ID" /> },
    {
      label: "Source",
      value: <Source sourceId={sourceId} payoutsPath={payoutsPath} />,
    },
    { label: "Type", value: <span className="mono">{transaction.type}</span> },
    { label: "Category", value: categoryLabel(reportingCategory) },
    {
      label: "Payout",
      value:
        payoutId === null ? (
          <span className="muted">Not tied to a payout</span>
        ) : (
          <Link className="mono under break-all" href={`${payoutsPath}/${payoutId}`}>
            {stripePayoutId}
          </Link>
        ),
    },
    { label: "Exchange", value: exchangeWords(transaction) },
  ];
}

/** What the row is about; a payout has a page of its own. */
function Source({ sourceId, payoutsPath }: { sourceId: string | null; payoutsPath: string }) {
  if (sourceId === null) return <span className="muted">None</span>;
  if (!isStripePayoutId(sourceId)) return <Id value={sourceId} label="Copy source ID" />;
  return (
    <Link className="mono under break-all" href={`${payoutsPath}/${sourceId}`}>
      {sourceId}
    </Link>
  );
}

function exchangeWords({ exchangeRate, currency }: Transaction): ReactNode {
  const code = currency.toUpperCase();
  if (exchangeRate === null) return <span className="muted">None, booked in {code}</span>;
  return (
    <>
      × {exchangeRate} <span className="muted">to {code}</span>
    </>
  );
}

function Id({ value, label }: { value: string; label: string }) {
  return (
    <>
      <span className="mono break-all">{value}</span>
      <CopyButton text={value} label={label} />
    </>
  );
}
