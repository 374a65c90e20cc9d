import { createHmac } from "node:crypto";
import { day, hour, minute } from "./calendar";
import type { FaultPlan } from "./faults";
import { event as eventObject } from "./objects/event";
import type { Delivery, Endpoint, EventRecord } from "./state";
import { distort, type Post } from "./webhook-faults";
import { findRecord, now, type World } from "./world";

export type Deliver = (url: string, init: RequestInit) => Promise<Response>;
export type Mail = { world: () => World; plan: () => FaultPlan; deliver: Deliver };

const timeoutMs = 10_000;
const keptAttempts = 5_000;
const retrySeconds = [10, minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 12 * hour];
const retryWindow = 3 * day;

/** Stripe's signature header for a payload, for a time in seconds. */
function signPayload(payload: string, secret: string, timestamp: number): string {
  const signature = createHmac("sha256", secret).update(`${timestamp}.${payload}`).digest("hex");
  return `t=${timestamp},v1=${signature}`;
}

/** Posts everything that is due, and what becomes due by it, in order. */
export async function deliverDue(mail: Mail): Promise<void> {
  const world = mail.world();
  for (let next = nextDue(world); next && mail.world() === world; next = nextDue(world)) {
    await deliverOne(mail, world, next);
  }
}

function nextDue(world: World): Delivery | undefined {
  return world.state.deliveries.find((delivery) => delivery.dueAt <= now(world));
}

/** When the next delivery is due, or undefined. */
export function nextDeliveryAt(world: World): number | undefined {
  const times = world.state.deliveries.map((delivery) => delivery.dueAt);
  return times.length === 0 ? undefined : times.reduce((one, other) => Math.min(one, other));
}

async function deliverOne(mail: Mail, world: World, delivery: Delivery): Promise<void> {
  const endpoint = world.state.endpoints.find((candidate) => candidate.id === delivery.endpoint);
  const record = findRecord(world, delivery.account ?? world.state.platform.id, "event", delivery.event);
  if (!endpoint || !record) {
    remove(world, delivery);
    return;
  }
  const plan = distort(mail.plan(), world, eventObject(world, record), record);
  if (plan.laterBy > 0 && delivery.attempt === 1) {
    // Counts as the first attempt, so that the same fault cannot delay it again.
    delivery.attempt = 0;
    delivery.dueAt = now(world) + plan.laterBy;
    return;
  }
  let status: number | null = null;
  for (const post of plan.posts) status = await send(mail, endpoint, post);
  if (plan.posts.length === 0) status = 200;
  noteAttempt(world, { delivery, record, status });
  if (status !== null && status >= 200 && status < 300) remove(world, delivery);
  else retryLater(world, delivery, record);
}

function remove(world: World, delivery: Delivery): void {
  const at = world.state.deliveries.indexOf(delivery);
  if (at >= 0) world.state.deliveries.splice(at, 1);
}

function retryLater(world: World, delivery: Delivery, record: EventRecord): void {
  const pause = retrySeconds[Math.max(0, delivery.attempt - 1)] ?? retrySeconds.at(-1) ?? hour;
  delivery.attempt++;
  delivery.dueAt = now(world) + pause;
  if (delivery.dueAt > record.created + retryWindow) remove(world, delivery);
}

function noteAttempt(world: World, noted: { delivery: Delivery; record: EventRecord; status: number | null }): void {
  const { delivery, record, status } = noted;
  const { attempts } = world.state;
  attempts.push({
    event: record.id,
    type: record.type,
    endpoint: delivery.endpoint,
    at: now(world),
    attempt: delivery.attempt,
    status,
  });
  if (attempts.length > keptAttempts) attempts.shift();
}

/** Signatures carry real time, since receivers compare them with their own clocks. */
async function send(mail: Mail, endpoint: Endpoint, post: Post): Promise<number | null> {
  const timestamp = Math.floor(Date.now() / 1000) - post.ageSeconds;
  const secret = post.wrongSecret ? "whsec_wrong" : endpoint.secret;
  try {
    const response = await mail.deliver(endpoint.url, {
      method: "POST",
      body: post.payload,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        "content-type": "application/json; charset=utf-8",
        "stripe-signature": signPayload(post.payload, secret, timestamp),
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
      },
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    // Nobody listens, or not in time: the retries are for just that.
    return null;
  }
}

/** Queues an event once more for every endpoint that listens. False when there is no such event. */
export function resend(world: World, id: string): boolean {
  const entry = world.index.event.get(id);
  if (!entry) return false;
  const { account } = entry.record;
  for (const endpoint of world.state.endpoints) {
    if (endpoint.connect !== (account !== null)) continue;
    world.state.deliveries.push({ event: id, account, endpoint: endpoint.id, dueAt: now(world), attempt: 1 });
  }
  return true;
}
