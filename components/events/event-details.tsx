import Link from "next/link";
import type { ReactNode } from "react";
import { isStripePayoutId } from "@/lib/core/ids";
import type { WebhookEventDetail } from "@/lib/core/webhook-event";
import { CopyButton } from "../copy-button";
import { Section } from "../panel";
import type { Clock } from "../time";
import { TimeText } from "../time-text";
import { Facts } from "../ui/facts";
import { attemptsWords, stateMeaning } from "./event-words";

type EventDetailsProps = {
  event: WebhookEventDetail;
  /** Where there are several accounts. */
  accountName: string | null;
  payoutsPath: string;
  clock: Clock;
};

/** What became of an event here, and what is kept of what Stripe said. */
export function EventDetails({ event, accountName, payoutsPath, clock }: EventDetailsProps) {
  const { changed } = event;
  const facts = Object.entries(event.facts).map(([name, value]) => ({
    label: <span className="mono break-all">{name}</span>,
    value: <FactValue value={value} payoutsPath={payoutsPath} />,
  }));
  return (
    <div className="two">
      <Section title="What became of it" line={false}>
        <Facts facts={outcomeFacts({ event, accountName, clock })} />
      </Section>
      <Section title="What Stripe said" aside="Plain fields only" line={false}>
        {facts.length === 0 ? (
          <p className="text-ink-2">The event names no object.</p>
        ) : (
          <Facts
            facts={[
              ...facts,
              {
                label: "Changed",
                value: changed.length === 0 ? null : <span className="mono break-all">{changed.join(", ")}</span>,
              },
            ]}
          />
        )}
        <p className="mt-3 text-ink-3">
          An event is only a hint. Everything else is read from Stripe when it is acted on.
        </p>
      </Section>
    </div>
  );
}

function outcomeFacts({ event, accountName, clock }: Omit<EventDetailsProps, "payoutsPath">) {
  const { state, lastError, nextAttemptAt, processedAt, createdAt, receivedAt, accountId, apiVersion } = event;
  const time = (at: Date | null) => at && <TimeText at={at} clock={clock} />;
  return [
    { label: "State", value: stateMeaning(state) },
    { label: "Reason", value: lastError },
    { label: "Attempts", value: attemptsWords(event) },
    { label: "Next attempt", value: time(nextAttemptAt) },
    { label: "Acted on", value: time(processedAt) },
    { label: "Received", value: time(receivedAt) },
    { label: "Made by Stripe", value: time(createdAt) },
    { label: "Event", value: <Id value={event.id} label="Copy event ID" /> },
    { label: "Account", value: accountName ?? (accountId && <span className="mono break-all">{accountId}</span>) },
    { label: "API version", value: apiVersion && <span className="mono">{apiVersion}</span> },
  ] satisfies { label: string; value: ReactNode }[];
}

function FactValue({ value, payoutsPath }: { value: string | number | boolean | null; payoutsPath: string }) {
  if (typeof value === "string" && isStripePayoutId(value)) {
    return (
      <Link className="mono under break-all" href={`${payoutsPath}/${value}`}>
        {value}
      </Link>
    );
  }
  return <span className="mono break-all">{value === null ? "null" : String(value)}</span>;
}

function Id({ value, label }: { value: string; label: string }) {
  return (
    <>
      <span className="mono break-all">{value}</span>
      <CopyButton text={value} label={label} />
    </>
  );
}
