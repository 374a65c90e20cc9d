import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { payoutEvents, payoutIntents, payouts, webhookEvents } from "@/db/schema";
import { createPayout } from "../payouts/create-payout";
import { accountAt, crashingServices, payoutsAtStripe } from "../payouts/testing";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { processEvents } from "./process-events";
import { post, storedEvent } from "./testing";

let world: TestWorld;
let ours: TestOrganization;
let account: string;
beforeAll(async () => {
  world = await createWorld();
  ours = world.organization(0);
  account = accountAt(ours).stripeAccountId;
});
beforeEach(async () => {
  world.emulator.clearFaults();
  await world.owner.delete(webhookEvents);
});
afterAll(() => world.close());

const process = (limit = 50) => processEvents(world.services, { limit });
const announce = (type: string, id: string, of = account) =>
  post(world, { type, account: of, object: { id, object: "payout", status: "whatever the event says" } });
const rowsOf = (stripePayoutId: string) =>
  world.owner.select().from(payouts).where(eq(payouts.stripePayoutId, stripePayoutId));
const historyOf = async (payoutId: string) =>
  (await world.owner.select().from(payoutEvents).where(eq(payoutEvents.payoutId, payoutId))).map((event) => event.type);

async function pay(amount = 1_000n) {
  const answer = await createPayout(
    ours.as("finance"),
    { amount, method: "standard", metadata: {} },
    { clientKey: randomUUID() },
  );
  if (answer.kind !== "created") throw new Error("Still processing.");
  return answer.payout;
}

describe("processEvents with payouts", () => {
  it("stores the payout as Stripe has it now, whatever the event says of it, and notes the event", async () => {
    const { id, stripePayoutId } = await pay();
    await world.advance(180);
    const event = await announce("payout.paid", stripePayoutId);
    expect(await process()).toEqual({ done: 1, failed: 0, dead: 0 });
    expect(await storedEvent(world, event.id)).toMatchObject({ state: "done", attempts: 1, lastError: null });
    expect(await rowsOf(stripePayoutId)).toMatchObject([{ id, status: "paid" }]);
    expect(await historyOf(id)).toEqual(["status.pending", "payout.paid"]);
  });

  it("stores a payout that it did not know, and settles the intent that it carries, before our own insert", async () => {
    world.emulator.setFaults([{ kind: "reset_after", method: "POST", path: "/v1/payouts" }]);
    const clientKey = randomUUID();
    const answer = await createPayout(
      ours.as("finance"),
      { amount: 1_000n, method: "standard", metadata: {} },
      { clientKey },
    );
    world.emulator.clearFaults();
    expect(answer.kind).toBe("processing");
    const [newest] = await payoutsAtStripe(ours);
    await announce("payout.created", newest?.stripePayoutId ?? "");
    await process();
    const [intent] = await world.owner.select().from(payoutIntents).where(eq(payoutIntents.clientKey, clientKey));
    expect(intent).toMatchObject({ state: "succeeded", stripePayoutId: newest?.stripePayoutId });
  });

  it("ends in the same state in any order and however often the events come", async () => {
    const { id, stripePayoutId } = await pay();
    await world.advance(180);
    const events = ["payout.paid", "payout.updated", "payout.created"];
    const posted = [];
    for (const type of events) posted.push(await announce(type, stripePayoutId));
    await process();
    const [settled] = await rowsOf(stripePayoutId);
    expect(settled?.status).toBe("paid");
    for (const { id: eventId } of posted) {
      expect((await post(world, { id: eventId, type: "payout.created", account })).duplicate).toBe(true);
    }
    await process();
    expect(await historyOf(id)).toEqual(["status.pending", ...events]);
    expect(await rowsOf(stripePayoutId)).toEqual([settled]);
  });

  it("lets a paid payout fail, and a late event of its earlier days changes nothing", async () => {
    const { stripePayoutId } = await pay();
    await world.advance(180);
    await announce("payout.paid", stripePayoutId);
    await process();
    world.emulator.runScenario("payout_fail_after_paid", account, { payout: stripePayoutId });
    await announce("payout.failed", stripePayoutId);
    await process();
    expect(await rowsOf(stripePayoutId)).toMatchObject([{ status: "failed", failureCode: "account_closed" }]);
    await announce("payout.created", stripePayoutId);
    await process();
    expect(await rowsOf(stripePayoutId)).toMatchObject([{ status: "failed" }]);
    world.emulator.runScenario("external_account_replace", account);
  });

  it("touches nothing of the account that has the payout when the event is another account's", async () => {
    const { stripePayoutId } = await pay();
    const [before] = await rowsOf(stripePayoutId);
    const foreign = accountAt(world.organization(1)).stripeAccountId;
    const event = await announce("payout.failed", stripePayoutId, foreign);
    expect(await process()).toEqual({ done: 0, failed: 0, dead: 1 });
    expect(await storedEvent(world, event.id)).toMatchObject({
      state: "dead",
      organizationId: world.organization(1).organizationId,
    });
    expect(await rowsOf(stripePayoutId)).toEqual([before]);
  });

  it("stores no payout that Stripe does not have, and leaves the event dead and visible", async () => {
    const event = await announce("payout.created", "po_of_nobody");
    await announce("payout.created", "po_nobody");
    await process();
    expect(await rowsOf("po_nobody")).toEqual([]);
    expect(await storedEvent(world, event.id)).toMatchObject({ state: expect.stringMatching(/dead|failed/) });
  });
});

describe("processEvents under trouble", () => {
  it("tries again after a minute, then ever later, and gives up after eight attempts", async () => {
    const { stripePayoutId } = await pay();
    world.emulator.setFaults([{ kind: "status", status: 403, path: "/v1/payouts" }]);
    const event = await announce("payout.updated", stripePayoutId);
    const pauses: number[] = [];
    for (let attempt = 1; attempt < 8; attempt++) {
      expect(await process()).toMatchObject({ failed: 1 });
      const stored = await storedEvent(world, event.id);
      expect(stored).toMatchObject({ state: "failed", attempts: attempt });
      const pause = ((stored?.nextAttemptAt?.getTime() ?? 0) - world.services.now().getTime()) / 1000;
      pauses.push(pause);
      expect(await process()).toEqual({ done: 0, failed: 0, dead: 0 });
      await world.advance(pause);
    }
    expect(pauses).toEqual([60, 120, 240, 480, 960, 1_920, 3_840]);
    expect(await process()).toMatchObject({ dead: 1 });
    expect(await storedEvent(world, event.id)).toMatchObject({ state: "dead", nextAttemptAt: null });
  });

  it("acts on the others when one is poison", async () => {
    const { stripePayoutId } = await pay();
    for (const object of [null, { id: 5 }, { id: "po_1; drop table" }, {}] as const) {
      await post(world, { type: "payout.paid", account, object });
    }
    const good = await announce("payout.updated", stripePayoutId);
    expect(await process()).toEqual({ done: 1, failed: 4, dead: 0 });
    expect(await storedEvent(world, good.id)).toMatchObject({ state: "done" });
  });

  it("says nothing of secrets or payloads in what it keeps of a failure", async () => {
    const event = await post(world, { type: "payout.paid", account, object: { id: "whsec_abcdef123456" } });
    await process();
    expect((await storedEvent(world, event.id))?.lastError).toBe("The event could not be processed.");
  });

  it("acts once on each event when several processes work at the same time", async () => {
    const { stripePayoutId } = await pay();
    const posted = [];
    for (let i = 0; i < 12; i++) posted.push(await announce("payout.updated", stripePayoutId));
    const all = await Promise.all([process(), process(), process()]);
    expect(all.reduce((sum, one) => sum + one.done, 0)).toBe(12);
    for (const { id } of posted) expect(await storedEvent(world, id)).toMatchObject({ state: "done", attempts: 1 });
  });

  it("goes on where a process ended, at any point, and the effect and the mark are one", async () => {
    const probe = crashingServices(world.services);
    await announce("payout.updated", (await pay()).stripePayoutId);
    await processEvents(probe, { limit: 1 });
    const points = probe.points().length;
    for (let at = 1; at <= points; at++) {
      for (const when of ["before", "after"] as const) {
        const { stripePayoutId, id } = await pay();
        await world.advance(45);
        const event = await announce("payout.updated", stripePayoutId);
        await processEvents(crashingServices(world.services, { at, when }), { limit: 1 }).catch(() => null);
        const isDone = (await storedEvent(world, event.id))?.state === "done";
        expect((await historyOf(id)).includes("payout.updated")).toBe(isDone);
        await world.advance(6 * 60);
        await process();
        expect(await storedEvent(world, event.id)).toMatchObject({ state: "done" });
        expect((await historyOf(id)).filter((type) => type === "payout.updated")).toHaveLength(1);
      }
    }
  });

  it("acts on the named event alone", async () => {
    const { stripePayoutId } = await pay();
    const [first, second] = [
      await announce("payout.updated", stripePayoutId),
      await announce("payout.updated", stripePayoutId),
    ];
    expect(await processEvents(world.services, { limit: 5, eventId: second.id })).toMatchObject({ done: 1 });
    expect(await storedEvent(world, first.id)).toMatchObject({ state: "new" });
  });

  it("takes up nothing when there is no time", async () => {
    const { id } = await announce("payout.updated", (await pay()).stripePayoutId);
    const nothing = { done: 0, failed: 0, dead: 0 };
    expect(await processEvents(world.services, { limit: 5, budgetMs: 0 })).toEqual(nothing);
    expect(await storedEvent(world, id)).toMatchObject({ state: "new" });
    expect(await processEvents(world.services, { limit: 5 })).toMatchObject({ done: 1 });
  });
});
