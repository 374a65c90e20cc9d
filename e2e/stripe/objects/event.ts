import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { EventRecord } from "../state";
import type { World } from "../world";

export const apiVersion = "2026-10-28.endive";

export function event(world: World, record: EventRecord): JsonObject {
  const { request, previous } = record;
  return fill("event", {
    id: record.id,
    account: record.account ?? undefined,
    api_version: apiVersion,
    created: record.created,
    data: previous === null ? { object: record.object } : { object: record.object, previous_attributes: previous },
    pending_webhooks: world.state.deliveries.filter((delivery) => delivery.event === record.id).length,
    request: { id: request?.id ?? null, idempotency_key: request?.idempotencyKey ?? null },
    type: record.type,
  });
}
