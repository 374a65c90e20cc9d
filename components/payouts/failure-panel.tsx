import Link from "next/link";
import { describeFailure, moneyBackSentence } from "@/lib/core/failure";
import type { Payout } from "@/lib/core/payout";
import { Note } from "../ui/note";

/** Why a payout failed, where its money is, and what to do. Nothing for payouts that did not fail. */
export function FailurePanel({ payout, transactionsPath }: { payout: Payout; transactionsPath: string }) {
  const failure = describeFailure(payout);
  if (failure === null) return null;
  const row = payout.failureBalanceTransactionId;
  return (
    <Note kind="bad" className="mb-8">
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
