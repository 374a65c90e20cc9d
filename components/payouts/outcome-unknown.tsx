"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import type { Money } from "@/lib/core/money";
import { MoneyText } from "../money-text";
import { ProofMark, Ruled } from "../proof-mark";
import { type Clock, clockTime } from "../time";
import { LinkButton } from "../ui/button";
import { Note } from "../ui/note";
import { Timeline, type TimelineEntry } from "../ui/timeline";
import { checkDelaySeconds } from "./check-delay";

type OutcomeUnknownProps = {
  amount: Money;
  /** When Stripe was first asked; null while the request is still on its way. */
  sentAt: Date | null;
  createdBy: string | null;
  clock: Clock;
  payoutsPath: string;
};

/** While nobody knows whether the payout exists: says so, and looks again until it is known. Never says failed. */
export function OutcomeUnknown({ amount, sentAt, createdBy, clock, payoutsPath }: OutcomeUnknownProps) {
  const { checks, secondsLeft, isChecking } = useChecks();
  const next = isChecking ? "checking now" : `next in ${secondsLeft} s`;
  return (
    <div>
      <p className="muted">Outcome not known yet</p>
      <p className="figure-lead">
        <Ruled state="open">
          <MoneyText value={amount} />
        </Ruled>
      </p>
      <p className="mt-2">
        <ProofMark state="open">
          Checking: {checks.length === 0 ? "first look" : `looked ${times(checks.length)}`}, {next}
        </ProofMark>
      </p>
      <Note role="status" className="my-5">
        <b>We haven't heard back from Stripe.</b> The payout may or may not have been created. Don't submit it again:
        we're checking with the same request ID.
      </Note>
      <Timeline entries={entriesOf({ checks, next, sentAt, createdBy, clock })} />
      <div className="mt-6">
        <LinkButton size="big" href={payoutsPath}>
          Go to payouts
        </LinkButton>
      </div>
      <p className="mt-3 text-12 text-ink-3">You can close this page. The check goes on without it.</p>
    </div>
  );
}

/** Reads the page again, at first soon and then less often; it waits while nobody looks. */
function useChecks() {
  const router = useRouter();
  const [checks, setChecks] = useState<readonly Date[]>([]);
  const [secondsLeft, setSecondsLeft] = useState(checkDelaySeconds(0));
  const [isChecking, startChecking] = useTransition();
  useEffect(() => {
    if (isChecking) return;
    const timer = setTimeout(() => {
      if (document.visibilityState !== "visible") return setSecondsLeft((left) => Math.max(1, left));
      if (secondsLeft > 1) return setSecondsLeft(secondsLeft - 1);
      startChecking(() => router.refresh());
      setChecks((before) => [new Date(), ...before].slice(0, 20));
      setSecondsLeft(checkDelaySeconds(checks.length + 1));
    }, 1_000);
    return () => clearTimeout(timer);
  }, [router, secondsLeft, isChecking, checks.length]);
  return { checks, secondsLeft, isChecking };
}

type Known = Pick<OutcomeUnknownProps, "sentAt" | "createdBy" | "clock"> & { checks: readonly Date[]; next: string };

const shownChecks = 4;

function entriesOf({ checks, next, sentAt, createdBy, clock }: Known): TimelineEntry[] {
  const at = (moment: Date) => <time dateTime={moment.toISOString()}>{clockTime(moment, clock.zone)}</time>;
  return [
    { key: "next", point: "open", title: <p className="second">Next check</p>, when: next },
    ...checks.slice(0, shownChecks).map((check) => ({
      key: check.toISOString(),
      title: <p className="strong">No answer yet, looked again</p>,
      when: at(check),
    })),
    {
      key: "sent",
      title: <p className="strong">{sentAt ? "Sent to Stripe, no answer yet" : "Being sent to Stripe"}</p>,
      when: (
        <>
          {sentAt && at(sentAt)}
          {createdBy && <span>{createdBy}</span>}
        </>
      ),
    },
  ];
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
