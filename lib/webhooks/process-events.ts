import type { Services } from "../context";
import { claimEvent } from "./claim-event";
import { processEvent } from "./process-event";
import { unparkEvents } from "./unpark-events";

export type ProcessedEvents = { readonly done: number; readonly failed: number; readonly dead: number };

/**
 * Acts on stored events, oldest first, at most `limit` of them, or on the one that is named. An event that fails
 * is tried again later and never stands in the way of the next. Said by several processes at once, each event is
 * acted on by one. Once `budgetMs` are over no further event is taken up; the next call goes on.
 */
export async function processEvents(
  services: Services,
  { limit, eventId, budgetMs = Infinity }: { limit: number; eventId?: string; budgetMs?: number },
): Promise<ProcessedEvents> {
  const deadline = performance.now() + budgetMs;
  if (eventId === undefined) await unparkEvents(services);
  const counts = { done: 0, failed: 0, dead: 0 };
  for (let taken = 0; taken < limit && performance.now() < deadline; taken++) {
    const event = await claimEvent(services, { eventId });
    if (event === null) break;
    counts[await processEvent(services, event)]++;
  }
  return counts;
}
