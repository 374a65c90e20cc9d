"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, useActionState, useEffect, useRef, useState, useTransition } from "react";
import { formatMoney, type Money, money } from "@/lib/core/money";
import { MoneyText } from "../money-text";
import { Ruled } from "../proof-mark";
import { type Clock, shortDay } from "../time";
import { Button, LinkButton } from "../ui/button";
import { SumRows } from "../ui/facts";
import { Note } from "../ui/note";
import { ComposePayout, type ComposePayoutProps } from "./compose-payout";
import { type FormResult, placeOfRefusal, refusalKind } from "./payout-refusal";
import { PayoutSteps } from "./payout-steps";
import { ReviewDetails } from "./review-details";

/** Figures of a payout as the server found them just now. */
export type PayoutReview = {
  readonly amount: Money;
  readonly fee: Money | null;
  readonly availableNow: Money;
  readonly balanceAfter: Money;
  readonly isInstant: boolean;
  readonly destination: string;
  /** Day of arrival, or null for minutes. */
  readonly arrivesOn: string | null;
  readonly accountName: string | null;
  readonly warnings: readonly string[];
  /** What the form posts, besides its key. */
  readonly fields: Readonly<Record<string, string>>;
};

type ReviewPayoutProps = {
  review: PayoutReview;
  compose: Omit<ComposePayoutProps, "problems">;
  /** For the next payout, should this one be refused for good. */
  nextKey: string;
  backHref: string;
  payoutsPath: string;
  clock: Clock;
  action: (previous: FormResult | null, form: FormData) => Promise<FormResult>;
};

/** The second step: the figures as they will be sent, and the button that sends them. */
export function ReviewPayout(props: ReviewPayoutProps) {
  const { review, compose, nextKey } = props;
  const { result, isSending, formAction, send } = useSending(props.action);
  if (result?.ok === false && refusalKind(result.code) === "change") {
    const problems = { [placeOfRefusal(result.code)]: result.message };
    return (
      <>
        <Heading>New payout</Heading>
        <ComposePayout {...compose} clientKey={nextKey} problems={problems} />
      </>
    );
  }
  const fee = review.fee;
  return (
    <>
      <Heading>Review payout</Heading>
      <div className="create">
        <form action={formAction} onSubmit={send}>
          <HiddenFields fields={{ ...review.fields, clientKey: compose.clientKey }} />
          <PayoutSteps current="review" />
          <Figure review={review} clock={props.clock} />
          <div className="mt-6">
            <SumRows
              rows={[
                { label: "Amount", value: <MoneyText value={review.amount} /> },
                {
                  label: <>Fee {review.isInstant && <span className="code">est.</span>}</>,
                  value: fee ? <MoneyText value={fee} /> : <span className="muted">Not quoted</span>,
                },
              ]}
              {...(fee
                ? {
                    total: {
                      label: "Leaves your balance",
                      value: <MoneyText value={money(review.amount.minor + fee.minor, fee.currency)} />,
                    },
                  }
                : {})}
            />
          </div>
          <Refusal result={result} payoutsPath={props.payoutsPath} />
          <div className="acts">
            <LinkButton size="big" href={props.backHref}>
              Back
            </LinkButton>
            <Button type="submit" kind="solid" size="big" disabled={isSending} aria-live="polite">
              {isSending ? "Paying out…" : `Pay out ${formatMoney(review.amount)}`}
            </Button>
          </div>
          <p className="mt-3 text-12 text-ink-3">
            Sent once, under request <span className="mono">{shortKey(compose.clientKey)}</span>. Sending it twice can't
            pay twice.
          </p>
        </form>
        <ReviewDetails review={review} />
      </div>
    </>
  );
}

/**
 * Sends the form once at a time. Without scripts the browser posts it; with them a request that gets no answer at all
 * becomes a result too, so that the form stays and the same request can be sent again.
 */
function useSending(action: ReviewPayoutProps["action"]) {
  const [posted, formAction, isPosting] = useActionState(action, null);
  const [sent, setSent] = useState<FormResult | null>(null);
  const [isSending, startSending] = useTransition();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isSending) return;
    const form = new FormData(event.currentTarget);
    startSending(async () => {
      const result = await sendForm(action, form);
      startSending(() => setSent(result));
    });
  };
  return { result: sent ?? posted, isSending: isSending || isPosting, formAction, send };
}

async function sendForm(action: ReviewPayoutProps["action"], form: FormData): Promise<FormResult> {
  try {
    return await action(null, form);
  } catch (error) {
    // Leaving for the new payout's page is done by throwing.
    unstable_rethrow(error);
    return {
      ok: false,
      code: "no_answer",
      message: "There was no answer, so it is not known whether the payout was created. Send the same request again.",
    };
  }
}

function Figure({ review, clock }: { review: PayoutReview; clock: Clock }) {
  const { arrivesOn, destination } = review;
  return (
    <>
      <p className="muted">You receive</p>
      <p className="figure-lead">
        <Ruled state="untied">
          <MoneyText value={review.amount} />
        </Ruled>
      </p>
      <p className="second mt-2">
        to {destination}{" "}
        {arrivesOn === null ? (
          "usually within 30 minutes"
        ) : (
          <>
            by {shortDay(arrivesOn, clock, { weekday: true })} <span className="muted">est.</span>
          </>
        )}
      </p>
    </>
  );
}

function Refusal({ result, payoutsPath }: { result: FormResult | null; payoutsPath: string }) {
  if (result === null || result.ok) return null;
  return (
    <Note kind={refusalKind(result.code) === "stop" ? "bad" : "waiting"} role="alert" className="mt-5">
      {result.code === "idempotency_key_reused" ? (
        <>
          <b>This form has already sent another payout.</b> <a href={payoutsPath}>Look at your payouts</a> before you
          start a new one.
        </>
      ) : (
        <>
          <b>{result.message}</b> Sending it again uses the same request, so it can't pay twice.
        </>
      )}
    </Note>
  );
}

/** The heading takes focus when the step changes, since the page around it stays the same. */
function Heading({ children }: { children: string }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (children) ref.current?.focus({ preventScroll: true });
  }, [children]);
  return (
    <div className="head">
      <h1 ref={ref} tabIndex={-1}>
        {children}
      </h1>
    </div>
  );
}

function HiddenFields({ fields }: { fields: Readonly<Record<string, string>> }) {
  return Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}

function shortKey(key: string): string {
  return `${key.slice(0, 4)}…${key.slice(-4)}`;
}
