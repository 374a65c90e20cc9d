import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditLog, payoutEvents, payouts, webhookEvents } from "@/db/schema";
import { connectAccount } from "../accounts/connect-account";
import { createPayout } from "../payouts/create-payout";
import { accountAt, payoutsAtStripe } from "../payouts/testing";
import { syncAccount } from "../sync/sync-account";
import { createWorld, ledgerDifferences, type TestWorld } from "../testing";
import { processEvents } from "./process-events";
import { post, storedEvent } from "./testing";

let world: TestWorld;
afterEach(() => world.close());

async function sync(index = 0) {
  const ours = world.organization(0);
  await syncAccount(ours.asSystem(), { accountId: accountAt(ours, index).stripeAccountId, trigger: "cron" });
}

describe("when every event about payouts is lost", () => {
  beforeEach(async () => {
    world = await createWorld();
  });

  it("a sync makes everything as it would have been", async () => {
    const ours = world.organization(0);
    await sync();
    for (const amount of [1_000n, 2_000n, 3_000n]) {
      await createPayout(ours.as("finance"), { amount, method: "standard", metadata: {} }, { clientKey: `${amount}` });
    }
    await world.advance(180);
    const [newest] = await payoutsAtStripe(ours);
    const account = accountAt(ours);
    world.emulator.runScenario("payout_fail_after_paid", account.stripeAccountId, { payout: newest?.stripePayoutId });
    expect(await world.owner.$count(webhookEvents)).toBe(0);
    await sync();
    const facts = (payout: { stripePayoutId: string; status: string; failureCode: string | null }) =>
      `${payout.stripePayoutId} ${payout.status} ${payout.failureCode}`;
    const stored = await world.owner.select().from(payouts).where(eq(payouts.connectedAccountId, account.id));
    const atStripe = await payoutsAtStripe(ours);
    expect(stored.map(facts).toSorted()).toEqual(atStripe.map(facts).toSorted());
    expect(atStripe.map(({ status }) => status)).toEqual(expect.arrayContaining(["failed", "paid"]));
    expect(await ledgerDifferences(ours.asSystem(), account)).toEqual([]);
    const told = await world.owner.select().from(payoutEvents).where(eq(payoutEvents.type, "status.failed"));
    expect(told).toMatchObject([{ source: "sync", at: world.services.now() }]);
  });
});

describe("events of an account that is not connected yet", () => {
  beforeEach(async () => {
    world = await createWorld({ connect: false });
  });

  it("wait, become the organization's when it connects, and are acted on once", async () => {
    const ours = world.organization(0);
    const described = world.emulator.world.organizations[0];
    const stripeAccountId = described?.accounts[0]?.id ?? "";
    const made = world.emulator.runScenario("payout_fail_after_paid", stripeAccountId, { amount: 700 });
    const object = { id: made.id, object: "payout" };
    const parked = await post(world, { type: "payout.failed", account: stripeAccountId, object });
    const others = await post(world, { type: "payout.failed", account: "acct_ofNobody", object });
    expect(await processEvents(world.services, { limit: 10 })).toEqual({ done: 0, failed: 0, dead: 0 });
    expect(await storedEvent(world, parked.id)).toMatchObject({ state: "parked", organizationId: null, attempts: 0 });

    const account = await connectAccount(world.operator, { organizationSlug: ours.slug, stripeAccountId });
    expect(await storedEvent(world, parked.id)).toMatchObject({
      state: "new",
      organizationId: ours.organizationId,
      connectedAccountId: account.id,
      lastError: null,
    });
    await world.advance(10 * 60);
    expect(await processEvents(world.services, { limit: 10 })).toEqual({ done: 1, failed: 0, dead: 0 });
    expect(await processEvents(world.services, { limit: 10 })).toEqual({ done: 0, failed: 0, dead: 0 });
    expect(await storedEvent(world, parked.id)).toMatchObject({ state: "done", attempts: 1 });
    expect(await storedEvent(world, others.id)).toMatchObject({ state: "parked", organizationId: null });
    const [payout] = await world.owner
      .select()
      .from(payouts)
      .where(eq(payouts.stripePayoutId, String(made.id)));
    expect(payout).toMatchObject({ organizationId: ours.organizationId, status: "failed" });
    const told = await world.owner
      .select()
      .from(payoutEvents)
      .where(eq(payoutEvents.payoutId, payout?.id ?? ""));
    expect(told.filter(({ stripeEventId }) => stripeEventId === parked.id)).toHaveLength(1);
    expect(await ledgerDifferences(ours.asSystem(), account)).toEqual([]);
    // Handing the inbox over is nobody's replay.
    expect(await world.owner.$count(auditLog, eq(auditLog.action, "webhook.replay"))).toBe(0);
  });
});
