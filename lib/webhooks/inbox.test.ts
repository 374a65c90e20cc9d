import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { webhookEvents } from "@/db/schema";
import { eventRow } from "@/db/testing-rows";
import { listEventsInput } from "../core/list-input";
import { accountAt } from "../payouts/testing";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { countDeadEvents } from "./count-dead-events";
import { countEvents } from "./count-events";
import { getEvent } from "./get-event";
import { listEvents } from "./list-events";
import { post } from "./testing";

let world: TestWorld;
let ours: TestOrganization;
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 20) + seconds * 1000);
beforeAll(async () => {
  world = await createWorld();
  ours = world.organization(0);
  const [first, second] = [accountAt(ours), accountAt(ours, 1)];
  const foreign = accountAt(world.organization(1));
  const row = (id: string, change: Partial<typeof webhookEvents.$inferInsert>) => ({
    ...eventRow(id, { organizationId: ours.organizationId, connectedAccountId: first.id }),
    stripeAccountId: first.stripeAccountId,
    ...change,
  });
  await world.owner.insert(webhookEvents).values([
    row("evt_1", { type: "payout.paid", receivedAt: at(1), state: "done", attempts: 1, processedAt: at(2) }),
    row("evt_2", {
      type: "payout.failed",
      receivedAt: at(2),
      state: "failed",
      attempts: 2,
      nextAttemptAt: at(90),
      lastError: "Stripe did not answer.",
      payload: { object: { id: "po_2", object: "payout", status: "failed" }, changed: ["status"] },
    }),
    row("evt_3", { type: "charge.succeeded", receivedAt: at(3), state: "dead", attempts: 8, nextAttemptAt: at(4) }),
    row("evt_4", { type: "payout_thing.made", receivedAt: at(4), state: "ignored" }),
    row("evt_5", {
      type: "charge.refunded",
      receivedAt: at(86_400),
      state: "new",
      connectedAccountId: second.id,
      stripeAccountId: second.stripeAccountId,
    }),
    row("evt_foreign", {
      type: "payout.paid",
      receivedAt: at(9),
      state: "dead",
      organizationId: world.organization(1).organizationId,
      connectedAccountId: foreign.id,
      stripeAccountId: foreign.stripeAccountId,
    }),
    row("evt_nobody", { type: "payout.paid", organizationId: null, connectedAccountId: null, state: "parked" }),
  ]);
});
afterAll(() => world.close());

async function idsOf(query: Record<string, string>): Promise<string[]> {
  return (await listEvents(ours.as("viewer"), listEventsInput.parse(query))).data.map(({ id }) => id);
}

describe("listEvents", () => {
  it("lists the organization's events by their receipt, the last first, page by page", async () => {
    const page = await listEvents(ours.as("viewer"), listEventsInput.parse({ limit: "2", offset: "1" }));
    expect(page.data.map(({ id }) => id)).toEqual(["evt_4", "evt_3"]);
    expect(page.pagination).toMatchObject({ limit: 2, offset: 1, total: 5, hasMore: true });
  });

  it("says of each where it stands, and when it is tried next only if it is", async () => {
    const { data } = await listEvents(ours.as("viewer"), listEventsInput.parse({ type: "payout.failed" }));
    expect(data).toMatchObject([
      {
        id: "evt_2",
        accountId: accountAt(ours).stripeAccountId,
        state: "failed",
        attempts: 2,
        nextAttemptAt: at(90),
        lastError: "Stripe did not answer.",
        object: { id: "po_2", kind: "payout" },
        isReplayable: true,
      },
    ]);
    const [dead] = (await listEvents(ours.as("viewer"), listEventsInput.parse({ state: "dead" }))).data;
    expect(dead).toMatchObject({ id: "evt_3", nextAttemptAt: null, isReplayable: true });
    const [ignored] = (await listEvents(ours.as("viewer"), listEventsInput.parse({ state: "ignored" }))).data;
    expect(ignored).toMatchObject({ id: "evt_4", isReplayable: false });
  });

  it("finds by state, type or its beginning, account, day and id", async () => {
    expect(await idsOf({ state: "failed" })).toEqual(["evt_2"]);
    expect(await idsOf({ type: "charge" })).toEqual(["evt_5", "evt_3"]);
    expect(await idsOf({ type: "payout" })).toEqual(["evt_2", "evt_1"]);
    expect(await idsOf({ type: "payout.paid" })).toEqual(["evt_1"]);
    expect(await idsOf({ accountId: accountAt(ours, 1).stripeAccountId })).toEqual(["evt_5"]);
    expect(await idsOf({ startDate: "2026-11-21" })).toEqual(["evt_5"]);
    expect(await idsOf({ endDate: "2026-11-20", state: "done" })).toEqual(["evt_1"]);
    expect(await idsOf({ q: "po_2" })).toEqual(["evt_2"]);
    expect(await idsOf({ q: "evt_1" })).toEqual(["evt_1"]);
    expect(await idsOf({ q: "evt_foreign" })).toEqual([]);
  });

  it("knows no foreign account and no state or type that cannot be", async () => {
    const accountId = accountAt(world.organization(1)).stripeAccountId;
    await expect(idsOf({ accountId })).rejects.toMatchObject({ code: "not_found" });
    for (const query of [{ state: "lost" }, { type: "payout.*" }, { startDate: "2026-02-01", endDate: "2026-01-01" }]) {
      expect(listEventsInput.safeParse(query).success).toBe(false);
    }
  });
});

describe("countEvents", () => {
  it("counts the states under the other filters", async () => {
    const counts = await countEvents(ours.as("viewer"), listEventsInput.parse({ state: "dead" }));
    expect(counts).toEqual({ all: 5, new: 1, done: 1, failed: 1, dead: 1, parked: 0, ignored: 1 });
    const charges = await countEvents(ours.as("viewer"), listEventsInput.parse({ type: "charge" }));
    expect(charges).toMatchObject({ all: 2, new: 1, dead: 1 });
  });

  it("counts those given up lately by themselves", async () => {
    expect(await countDeadEvents(ours.as("viewer"), { since: at(0) })).toBe(1);
    expect(await countDeadEvents(ours.as("viewer"), { since: at(4) })).toBe(0);
  });
});

describe("getEvent", () => {
  it("shows what is kept of the object and nothing else", async () => {
    const object = { id: "ch_1", object: "charge", amount: 500, billing_details: { email: "buyer@example.com" } };
    const { id } = await post(world, { type: "charge.succeeded", account: accountAt(ours).stripeAccountId, object });
    expect(await getEvent(ours.as("viewer"), { id })).toMatchObject({
      id,
      state: "new",
      livemode: false,
      apiVersion: "2026-10-28.endive",
      facts: { id: "ch_1", object: "charge", amount: 500 },
      changed: [],
    });
    expect(await getEvent(ours.as("viewer"), { id: "evt_2" })).toMatchObject({ changed: ["status"] });
  });

  it.each(["evt_foreign", "evt_nobody", "evt_unknown", "%00", "evt_\0", ""])("finds nothing for %j", async (id) => {
    await expect(getEvent(ours.as("owner"), { id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("is for members, not for keys", async () => {
    const key = ours.asKey();
    await expect(getEvent(key, { id: "evt_1" })).rejects.toMatchObject({ code: "insufficient_scope" });
    await expect(listEvents(key, listEventsInput.parse({}))).rejects.toMatchObject({ code: "insufficient_scope" });
    await expect(countEvents(key, {})).rejects.toMatchObject({ code: "insufficient_scope" });
    await expect(countDeadEvents(key, { since: at(0) })).rejects.toMatchObject({ code: "insufficient_scope" });
  });
});
