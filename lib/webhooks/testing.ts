import { createHmac, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { webhookEvents } from "@/db/schema";
import { createStream, nextInteger } from "@/e2e/stripe/random";
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

/** All events of an account at Stripe, as it would post them. */
export async function eventsAtStripe(world: TestWorld, account: string): Promise<{ id: string }[]> {
  const found: { id: string }[] = [];
  for (let hasMore = true; hasMore; ) {
    const after = found.at(-1) ? `&starting_after=${found.at(-1)?.id}` : "";
    const response = await world.emulator.fetch(
      new Request(`http://stripe.example/v1/events?limit=100${after}`, {
        headers: { authorization: `Bearer ${world.emulator.world.secretKey}`, "stripe-account": account },
      }),
    );
    const page = await response.json();
    found.push(...page.data);
    hasMore = page.has_more;
  }
  return found.map((event) => ({ ...event, account }));
}

/** Posts an event as it is at Stripe. */
export async function deliver(world: TestWorld, event: object): Promise<void> {
  const rawBody = JSON.stringify(event);
  await receiveEvent(world.services, { rawBody, signature: signature(world, rawBody) }, [testSecret]);
}

/** Rows in an order of chance, which the seed repeats. */
export function shuffled<T>(rows: readonly T[], seed: number): T[] {
  const stream = createStream(seed, "order");
  const chance = (one: T) => ({ one, at: nextInteger(stream, 0, 1_000_000) });
  return rows
    .map(chance)
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
