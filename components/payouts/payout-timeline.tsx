import type { Payout } from "@/lib/core/payout";
import type { Clock } from "../time";
import { ArrivalText, TimeText } from "../time-text";
import { Timeline, type TimelineEntry } from "../ui/timeline";
import { eventWords, type RecordedEvent, sourceWords } from "./payout-words";

type PayoutTimelineProps = {
  payout: Payout;
  /** Oldest first. */
  events: readonly RecordedEvent[];
  clock: Clock;
};

/** What was recorded of a payout, newest first, under the one step that is still expected. */
export function PayoutTimeline({ payout, events, clock }: PayoutTimelineProps) {
  const recorded = events.map((event, index): TimelineEntry => {
    const wasPaid = events.slice(0, index).some(({ type }) => type.endsWith(".paid"));
    const { title, point } = eventWords(event.type, { automatic: payout.automatic, wasPaid });
    return {
      key: event.id,
      ...(point ? { point } : {}),
      title: <p className="strong">{title}</p>,
      when: (
        <>
          <TimeText at={event.at} clock={clock} />
          <span>{sourceWords(event)}</span>
          {event.stripeEventId && <span className="mono">{event.stripeEventId}</span>}
        </>
      ),
    };
  });
  return <Timeline entries={[...expected(payout, clock), ...recorded.toReversed()]} />;
}

function expected(payout: Payout, clock: Clock): TimelineEntry[] {
  if (payout.status !== "pending" && payout.status !== "in_transit") return [];
  return [
    {
      key: "expected",
      point: "open",
      title: <p className="second">Expected in the bank</p>,
      when: <ArrivalText at={payout.arrivalDate} clock={clock} weekday />,
    },
  ];
}
