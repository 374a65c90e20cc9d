import type { WebhookEventState } from "../core/webhook-event";
import { handlerFor } from "./handlers";

/**
 * Whether acting on an event again could change anything. One that is parked waits for its account and will be acted on
 * then; one of a type or a mode that concerns nobody here never will.
 */
export function isReplayable(
  { type, livemode, state }: { type: string; livemode: boolean; state: WebhookEventState },
  services: { readonly livemode: boolean },
): boolean {
  return state !== "parked" && livemode === services.livemode && handlerFor(type) !== null;
}
