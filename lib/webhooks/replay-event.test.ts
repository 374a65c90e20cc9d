import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog, payouts, webhookEvents } from "@/db/schema";
import { accountAt, payoutsAtStripe } from "../payouts/testing";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { processEvents } from "./process-events";
import { replayEvent } from "./replay-event";
import { post, storedEvent } from "./testing";

let world: TestWorld;
let ours: TestOrganization;
beforeAll(async () => {
  world = await createWorld();
  ours = world.organization(0);
});
afterAll(() => world.close());

async function failedEvent() {
  const [payout] = await payoutsAtStripe(ours);
  const event = await post(world, {
    type: "payout.paid",
    account: accountAt(ours).stripeAccountId,
    object: { id: payout?.stripePayoutId, object: "payout" },
  });
  world.emulator.setFaults([{ kind: "status", status: 403, path: "/v1/payouts" }]);
  await processEvents(world.services, { limit: 10 });
  world.emulator.clearFaults();
  return event.id;
}

describe("replayEvent", () => {
  it("acts on a failed event at once, without waiting for its next attempt, and notes who asked", async () => {
    const id = await failedEvent();
    expect(await replayEvent(ours.as("admin"), { id })).toEqual({ id, state: "done", lastError: null });
    expect(await storedEvent(world, id)).toMatchObject({ state: "done", attempts: 1 });
    const audited = await world.owner.select().from(auditLog).where(eq(auditLog.subject, id));
    expect(audited).toMatchObject([
      { action: "webhook.replay", actorName: "Admin", detail: { type: "payout.paid", was: "failed" } },
    ]);
  });

  it("acts on one that is done as well, and brings back what has been lost since", async () => {
    const id = await failedEvent();
    await replayEvent(ours.as("admin"), { id });
    const [known] = await world.owner.select().from(payouts);
    await world.owner.update(payouts).set({ status: "canceled", amount: 1n });
    await world.advance(1);
    expect(await replayEvent(ours.as("admin"), { id })).toMatchObject({ state: "done" });
    const mended = await world.owner.select().from(payouts);
    expect(mended).toMatchObject([{ id: known?.id, status: known?.status, amount: known?.amount }]);
  });

  it("says why it failed once more, and leaves it to be tried again", async () => {
    const id = await failedEvent();
    world.emulator.setFaults([{ kind: "status", status: 403, path: "/v1/payouts" }]);
    const replayed = await replayEvent(ours.as("admin"), { id });
    world.emulator.clearFaults();
    expect(replayed).toMatchObject({ state: "failed", lastError: expect.stringMatching(/\.$/) });
    expect(await storedEvent(world, id)).toMatchObject({ state: "failed", attempts: 1 });
  });

  it("refuses what nothing here depends on, and what is being acted on", async () => {
    const account = accountAt(ours).stripeAccountId;
    for (const draft of [
      { type: "thing.of_tomorrow", account },
      { type: "payout.paid", account, livemode: true },
    ]) {
      const { id } = await post(world, draft);
      await expect(replayEvent(ours.as("admin"), { id })).rejects.toMatchObject({ code: "conflict" });
      expect(await storedEvent(world, id)).toMatchObject({ state: "ignored" });
    }
    const { id } = await post(world, { type: "payout.paid", account });
    const leaseUntil = new Date(world.services.now().getTime() + 1_000);
    await world.owner.update(webhookEvents).set({ leaseUntil }).where(eq(webhookEvents.id, id));
    await expect(replayEvent(ours.as("admin"), { id })).rejects.toMatchObject({ code: "conflict" });
    expect(await world.owner.$count(auditLog, eq(auditLog.subject, id))).toBe(0);
  });

  it("finds nothing for a stranger, and refuses who may not", async () => {
    const id = await failedEvent();
    const stranger = world.organization(1).as("owner");
    await expect(replayEvent(stranger, { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(replayEvent(ours.as("admin"), { id: "evt_unknown" })).rejects.toMatchObject({ code: "not_found" });
    await expect(replayEvent(ours.as("finance"), { id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(replayEvent(ours.asKey(), { id })).rejects.toMatchObject({ code: "insufficient_scope" });
    expect(await storedEvent(world, id)).toMatchObject({ state: "failed" });
  });
});
