import { type Fault, type FaultPlan, webhookFaultsFor } from "./faults";
import type { JsonObject } from "./json";
import { nextId, nextInteger } from "./random";
import type { EventRecord } from "./state";
import { bookOf, type World } from "./world";

export type Post = { payload: string; ageSeconds: number; wrongSecret: boolean };

const burstSize = 100;
const oldSeconds = 3_600;
const shuffleSeconds = 30;

/** What is really sent for one event: as a rule one true copy, with faults none, several, or false ones. */
export function distort(
  plan: FaultPlan,
  world: World,
  event: JsonObject,
  record: EventRecord,
): { posts: Post[]; laterBy: number } {
  const faults = webhookFaultsFor(plan, record);
  const has = (kind: Fault["kind"]) => faults.some((fault) => fault.kind === kind);
  let body = event;
  for (const fault of faults) body = { ...body, ...changedFields(plan, world, record, fault) };
  const post: Post = {
    payload: JSON.stringify(body),
    ageSeconds: has("webhook_old_timestamp") ? oldSeconds : 0,
    wrongSecret: has("webhook_bad_signature"),
  };
  const posts = has("webhook_drop") ? [] : [post];
  if (has("webhook_duplicate")) posts.push(post);
  if (has("webhook_second_id"))
    posts.push({ ...post, payload: JSON.stringify({ ...body, id: nextId(plan.stream, "evt") }) });
  if (has("webhook_burst")) posts.push(...Array.from({ length: burstSize - 1 }, () => post));
  return { posts, laterBy: delayOf(plan, faults) };
}

function delayOf(plan: FaultPlan, faults: Fault[]): number {
  const delay = faults.find((fault) => fault.kind === "webhook_delay")?.seconds ?? 0;
  const isShuffled = faults.some((fault) => fault.kind === "webhook_shuffle");
  return delay + (isShuffled ? nextInteger(plan.stream, 0, shuffleSeconds) : 0);
}

function changedFields(plan: FaultPlan, world: World, record: EventRecord, { kind }: Fault): JsonObject {
  if (kind === "webhook_unknown_account") return { account: nextId(plan.stream, "acct", 16) };
  if (kind === "webhook_other_livemode") return { livemode: true };
  if (kind === "webhook_other_version") return { api_version: "2019-12-03" };
  if (kind === "webhook_unknown_type") return { type: "thing.of_tomorrow" };
  if (kind === "webhook_stale") return { data: { object: oldestSnapshot(world, record) } };
  return {};
}

/** The object as an earlier event showed it: a new event with old news. */
function oldestSnapshot(world: World, record: EventRecord): JsonObject {
  const events = bookOf(world, record.account ?? world.state.platform.id).event;
  return events.find((event) => event.object.id === record.object.id)?.object ?? record.object;
}
