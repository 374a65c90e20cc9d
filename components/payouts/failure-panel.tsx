import Link from "next/link";
import { describeFailure, moneyBackSentence } from "@/lib/core/failure";
import type { Payout } from "@/lib/core/payout";
import type { Clock } from "../time";
import { TimeText } from "../time-text";
import { Note } from "../ui/note";
import { type RecordedEvent, returnedAfter } from "./payout-words";

type FailurePanelProps = {
  payout: Payout;
  /** Oldest first. */
  events: readonly RecordedEvent[];
  transactionsPath: string;
  clock: Clock;
};

/** Why a payout failed, where its money is, and what to do. Nothing for payouts that did not fail. */
export function FailurePanel({ payout, events, transactionsPath, clock }: FailurePanelProps) {
  const failure = describeFailure(payout);
  if (failure === null) return null;
  const row = payout.failureBalanceTransactionId;
  const paidAt = returnedAfter(payout, events);
  return (
    <Note kind="bad" className="mb-8">
      {paidAt && (
        <p className="mb-1">
          <b>The bank sent it back</b> after it had been paid <TimeText at={paidAt} clock={clock} />.
          {payout.failureBalanceTransactionId &&
            " It left your balance when it was made and came back with the return, so that both together change nothing."}
        </p>
      )}
      <p>
        <b>{failure.cause}</b> {moneyBackSentence(payout)}
        {row && (
          <>
            {" "}
            <Link className="link" href={`${transactionsPath}/${row}`}>
              See the row
            </Link>
          </>
        )}
      </p>
      <p className="mt-1">
        {failure.advice}
        {payout.failureCode && <span className="mono"> {payout.failureCode}</span>}
      </p>
    </Note>
  );
}
