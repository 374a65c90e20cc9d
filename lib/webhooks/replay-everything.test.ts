import { getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as schema from "@/db/schema";
import { accountAt } from "../payouts/testing";
import { syncAccount } from "../sync/sync-account";
import { createWorld, type TestWorld } from "../testing";
import { processEvents } from "./process-events";
import { replayEvent } from "./replay-event";
import { deliver, eventsAtStripe, shuffled } from "./testing";

const seed = 7;

let world: TestWorld;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** What the inbox counts, who asked for what, and when Stripe was last read; all else is what we know of the world. */
const bookkeeping = ["webhook_events", "audit_log", "sync_runs", "sync_windows", "ledger_checks"];

/** Every row of every table that says something about money or people. */
async function everyRow(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  const text = (row: object) => JSON.stringify(row, (_, value) => (typeof value === "bigint" ? `${value}` : value));
  for (const table of Object.values(schema)) {
    if (!is(table, PgTable) || bookkeeping.includes(getTableName(table))) continue;
    const rows = await world.owner.select().from(table);
    found[getTableName(table)] = rows.map(text).toSorted();
  }
  return found;
}

describe("replaying every stored event", () => {
  it("changes nothing but the inbox, in any order", async () => {
    const { stripeAccountId } = accountAt(world.organization(0));
    const scenario = (name: Parameters<TestWorld["emulator"]["runScenario"]>[0], params = {}) =>
      world.emulator.runScenario(name, stripeAccountId, params).id;
    scenario("payout_fail_after_paid", { amount: 3_000 });
    scenario("external_account_replace");
    scenario("refund", { charge: scenario("charge", { amount: 9_000 }), amount: 1_500 });
    scenario("dispute_open", { charge: scenario("charge") });
    scenario("customer_update", { customer: scenario("customer_create"), name: "Third Buyer" });
    scenario("subscription_cancel", { subscription: scenario("subscription_start") });
    await world.advance(86_400);
    scenario("dispute_lose");
    for (const event of shuffled(await eventsAtStripe(world, stripeAccountId), seed)) await deliver(world, event);
    const { failed, dead } = await processEvents(world.services, { limit: 1_000 });
    expect({ failed, dead }).toEqual({ failed: 0, dead: 0 });
    await syncAccount(world.organization(0).asSystem(), { accountId: stripeAccountId, trigger: "cron" });
    const before = await everyRow();
    for (const table of ["payouts", "payout_events", "charges", "refunds", "disputes", "customers", "subscriptions"]) {
      expect([table, before[table]?.length]).not.toEqual([table, 0]);
    }
    const stored = await world.owner.select().from(schema.webhookEvents).orderBy(schema.webhookEvents.id);
    expect(stored.length).toBeGreaterThan(20);
    const admin = world.organization(0).as("admin");
    for (const { id, state } of shuffled(stored, seed + 1)) {
      const replayed = await replayEvent(admin, { id }).catch((error) => error);
      expect(replayed).toMatchObject(state === "ignored" ? { code: "conflict" } : { state: "done" });
    }
    expect(await everyRow()).toEqual(before);
  });
});
