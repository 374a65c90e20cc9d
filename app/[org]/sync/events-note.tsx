import { DeadEventsNote } from "@/components/events/dead-events-note";
import { readDeadEvents } from "../dead-events";

/** Webhook events that need a person; most of the time there are none. */
export async function EventsNote({ org }: { org: string }) {
  return <DeadEventsNote {...(await readDeadEvents(org))} />;
}
