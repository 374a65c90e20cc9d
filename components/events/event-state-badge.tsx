import type { WebhookEventState } from "@/lib/core/webhook-event";
import { Badge } from "../ui/badge";
import { eventStateLabels, eventStateTones } from "./event-words";

/** Where an event stands. */
export function EventStateBadge({ state }: { state: WebhookEventState }) {
  return <Badge kind={eventStateTones[state]}>{eventStateLabels[state]}</Badge>;
}
