import { createHmac, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { webhookEvents } from "@/db/schema";
import type { TestWorld } from "../testing";
import { receiveEvent } from "./receive-event";

export const testSecret = "whsec_test_current";

export type EventDraft = {
  id?: string;
  type: string;
  account?: string | null;
  livemode?: boolean;
  created?: number;
  object?: unknown;
};

/** The body of an event as Stripe would post it. */
export function eventBody(world: TestWorld, { id, type, account, livemode = false, created, object }: EventDraft) {
  return JSON.stringify({
    id: id ?? `evt_${randomUUID().replaceAll("-", "")}`,
    object: "event",
    api_version: "2026-10-28.endive",
    created: created ?? Math.floor(world.services.now().getTime() / 1000),
    type,
    livemode,
    pending_webhooks: 1,
    request: null,
    ...(account ? { account } : {}),
    data: { object: object === undefined ? { id: "po_none", object: "payout" } : object },
  });
}

/** A signature header, for a moment given in seconds from now. */
export function signature(world: TestWorld, body: string, { secret = testSecret, ageSeconds = 0 } = {}): string {
  const t = Math.floor(world.services.now().getTime() / 1000) - ageSeconds;
  return `t=${t},v1=${createHmac("sha256", secret).update(`${t}.${body}`).digest("hex")}`;
}

/** Posts an event; its id is in the answer. */
export async function post(world: TestWorld, draft: EventDraft) {
  const id = draft.id ?? `evt_${randomUUID().replaceAll("-", "")}`;
  const rawBody = eventBody(world, { ...draft, id });
  const received = await receiveEvent(world.services, { rawBody, signature: signature(world, rawBody) }, [testSecret]);
  return { id, ...received };
}

export async function storedEvent(world: TestWorld, id: string) {
  const [row] = await world.owner.select().from(webhookEvents).where(eq(webhookEvents.id, id));
  return row;
}
