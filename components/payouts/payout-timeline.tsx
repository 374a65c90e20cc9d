import { isLate, traceAwaitedUntil } from "@/lib/core/late-payout";
import type { Payout } from "@/lib/core/payout";
import type { Clock } from "../time";
import { ArrivalText, TimeText } from "../time-text";
import { Timeline, type TimelineEntry } from "../ui/timeline";
import { eventWords, type RecordedEvent, sourceWords, toldOnce } from "./payout-words";

type PayoutTimelineProps = {
  payout: Payout;
  /** Oldest first. */
  events: readonly RecordedEvent[];
  clock: Clock;
};

/** What was recorded of a payout, newest first, under the one step that is still expected. */
export function PayoutTimeline({ payout, events, clock }: PayoutTimelineProps) {
  const told = toldOnce(events);
  const recorded = told.map((event, index): TimelineEntry => {
    const wasPaid = told.slice(0, index).some(({ type }) => type.endsWith(".paid"));
    const { title, point } = eventWords(event.type, { automatic: payout.automatic, isKnown: index > 0, wasPaid });
    return {
      key: event.id,
      ...(point ? { point } : {}),
      title: <p className="strong">{title}</p>,
      when: (
        <>
          <span>
            {isOnlySeen(event) && "seen "}
            <TimeText at={event.at} clock={clock} />
          </span>
          <span>{sourceWords(event)}</span>
          {event.stripeEventId && <span className="mono">{event.stripeEventId}</span>}
          {title === "Paid" && payout.traceId?.value && (
            <span>
              Bank trace <span className="mono">{payout.traceId.value}</span>
            </span>
          )}
        </>
      ),
    };
  });
  return <Timeline entries={[...expected(payout, clock), ...recorded.toReversed()]} />;
}

/** A status that a fetch showed had been there for an unknown while; only a first pending one is dated by Stripe. */
function isOnlySeen({ type }: RecordedEvent): boolean {
  return type.startsWith("status.") && type !== "status.pending";
}

/** The one step that is still to come, if any: the money, or the bank's reference for it. */
function expected(payout: Payout, clock: Clock): TimelineEntry[] {
  const traceUntil = traceAwaitedUntil(payout);
  if (traceUntil !== null && traceUntil >= clock.now) {
    const when = (
      <>
        Asked for once a day until <ArrivalText at={traceUntil} clock={clock} />
      </>
    );
    return [{ key: "trace", point: "open", title: <p className="second">Bank trace not known yet</p>, when }];
  }
  if (payout.status !== "pending" && payout.status !== "in_transit") return [];
  return [
    {
      key: "expected",
      point: "open",
      title: <p className="second">{isLate(payout, clock.now) ? "Late" : "Expected in the bank"}</p>,
      when: (
        <>
          {isLate(payout, clock.now) && "was expected "}
          <ArrivalText at={payout.arrivalDate} clock={clock} weekday />
        </>
      ),
    },
  ];
}
