import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema";
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
    expect(await replayEvent(ours.as("admin"), { id })).toEqual({ id, state: "done" });
    expect(await storedEvent(world, id)).toMatchObject({ state: "done", attempts: 1 });
    const audited = await world.owner.select().from(auditLog).where(eq(auditLog.subject, id));
    expect(audited).toMatchObject([{ action: "webhook.replay", actorName: "Admin" }]);
  });

  it("refuses one that is done", async () => {
    const id = await failedEvent();
    await replayEvent(ours.as("admin"), { id });
    await expect(replayEvent(ours.as("admin"), { id })).rejects.toMatchObject({ code: "conflict" });
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
