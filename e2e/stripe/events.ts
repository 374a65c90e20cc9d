import { day } from "./calendar";
import type { JsonObject } from "./json";
import type { EventRecord } from "./state";
import { addRecord, bookOf, newId, now, type World } from "./world";

const keptDays = 30;

/** Nothing is announced while history is written; whoever would have much to say need not put it together. */
export function isSilent(world: World): boolean {
  return world.state.history;
}

/**
 * Records what happened, with the object as it is at this moment, and queues it for every endpoint that
 * listens. Without an account it is an event of the platform.
 */
export function emit(
  world: World,
  account: string | null,
  type: string,
  object: JsonObject,
  previous: JsonObject | null = null,
): void {
  if (isSilent(world)) return;
  const holder = account ?? world.state.platform.id;
  const event: EventRecord = {
    id: newId(world, holder, "evt"),
    account,
    type,
    created: now(world),
    object: structuredClone(object),
    previous,
    request: world.request,
  };
  forgetOldEvents(world, holder);
  addRecord(world, holder, "event", event);
  for (const endpoint of world.state.endpoints) {
    if (endpoint.connect !== (account !== null)) continue;
    if (!endpoint.enabledEvents.includes("*") && !endpoint.enabledEvents.includes(type)) continue;
    world.state.deliveries.push({ event: event.id, account, endpoint: endpoint.id, dueAt: now(world), attempt: 1 });
  }
}

function forgetOldEvents(world: World, holder: string): void {
  const events = bookOf(world, holder).event;
  const oldest = now(world) - keptDays * day;
  for (let first = events[0]; first && first.created < oldest; first = events[0]) {
    events.shift();
    world.index.event.delete(first.id);
  }
}
