import { isLate } from "@/lib/core/late-payout";
import type { Payout } from "@/lib/core/payout";
import { CopyButton } from "../copy-button";
import type { Clock } from "../time";
import { Note } from "../ui/note";
import { factsForBank, lateAdvice, lateSentence } from "./late-words";

/** That a payout has not arrived when it should have, and what to do. Nothing for payouts that are in time. */
export function LatePanel({ payout, clock }: { payout: Payout; clock: Clock }) {
  if (!isLate(payout, clock.now)) return null;
  return (
    <Note className="mb-8">
      <p>
        <b>{lateSentence(payout, clock)}</b> Stripe has not said that it has.
      </p>
      <p className="mt-1">{lateAdvice(payout)}</p>
      <p className="mt-1">
        Facts for the bank <CopyButton text={factsForBank(payout)} label="Copy the facts for the bank" />
      </p>
    </Note>
  );
}
