import { eq, getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as schema from "@/db/schema";
import { createStream, nextInteger } from "@/e2e/stripe/random";
import type { Account } from "../core/account";
import { salesDifferences } from "../payments/testing";
import { accountAt } from "../payouts/testing";
import { syncAccount } from "../sync/sync-account";
import { createWorld, ledgerDifferences, type TestWorld } from "../testing";
import { processEvents } from "./process-events";
import { receiveEvent } from "./receive-event";
import { replayEvent } from "./replay-event";
import { signature, testSecret } from "./testing";

const seed = 11;

let world: TestWorld;
let account: Account;
beforeEach(async () => {
  buyers.length = 0;
  world = await createWorld();
  account = accountAt(world.organization(0));
  await sync();
});
afterEach(() => world.close());

const system = () => world.organization(0).asSystem();
const sync = (full = false) => syncAccount(system(), { accountId: account.stripeAccountId, trigger: "cron", full });
const scenario = (name: Parameters<TestWorld["emulator"]["runScenario"]>[0], params = {}) =>
  world.emulator.runScenario(name, account.stripeAccountId, params).id;

/** Customers of the first step: one is renamed in the last, and one deleted. */
const buyers: unknown[] = [];
const storedBuyer = (id: unknown) =>
  world.owner
    .select()
    .from(schema.customers)
    .where(eq(schema.customers.stripeCustomerId, String(id)));

/** Everything that can happen to what an account sells, in three steps that Stripe takes days for. */
const steps = [
  () => {
    for (const email of ["third@example.com", "fourth@example.com"])
      buyers.push(scenario("customer_create", { email }));
    const refunded = scenario("charge", { amount: 9_000, email: "Buyer@Example.com" });
    scenario("refund_fail", { refund: scenario("refund", { charge: refunded, amount: 2_000 }) });
    scenario("refund", { charge: refunded, amount: 1_500 });
    for (const name of ["charge_fail", "charge_async", "charge_async_fail", "uncaptured", "fx_charge"] as const)
      scenario(name);
    scenario("capture", { charge: scenario("uncaptured", { amount: 5_000 }), amount: 3_000 });
    scenario("refund", { charge: scenario("payment", { amount: 4_000, email: "second@example.com" }), amount: 1_000 });
    for (const name of ["dispute_open", "dispute_open", "inquiry_open"] as const)
      scenario(name, { charge: scenario("charge") });
  },
  () => {
    scenario("dispute_win");
    scenario("dispute_lose");
    scenario("inquiry_close");
    for (const params of [{}, { quantity: 3 }, { trialDays: 5 }, { neverPaid: true }])
      scenario("subscription_start", params);
    scenario("subscription_cancel", { subscription: scenario("subscription_start") });
    scenario("subscription_cancel", { subscription: scenario("subscription_start"), atPeriodEnd: true });
    scenario("subscription_past_due", { subscription: scenario("subscription_start"), recovers: true });
    scenario("subscription_pause", { subscription: scenario("subscription_start") });
  },
  () => {
    scenario("customer_update", { customer: buyers[0], name: "Third Buyer" });
    scenario("customer_delete", { customer: buyers[1] });
    scenario("reserve_hold", { amount: 700 });
    scenario("stripe_fee", { kind: "radar", amount: 12 });
  },
];

async function live(meanwhile: () => Promise<unknown>): Promise<void> {
  for (const step of steps) {
    step();
    await meanwhile();
    await world.advance(9 * 86_400);
  }
}

/** All events of the account as Stripe would post them. */
async function events(): Promise<{ id: string }[]> {
  const found: { id: string }[] = [];
  for (let hasMore = true; hasMore; ) {
    const after = found.at(-1) ? `&starting_after=${found.at(-1)?.id}` : "";
    const response = await world.emulator.fetch(
      new Request(`http://stripe.example/v1/events?limit=100${after}`, {
        headers: {
          authorization: `Bearer ${world.emulator.world.secretKey}`,
          "stripe-account": account.stripeAccountId,
        },
      }),
    );
    const page = await response.json();
    found.push(...page.data);
    hasMore = page.has_more;
  }
  return found.map((event) => ({ ...event, account: account.stripeAccountId }));
}

async function deliver(event: object): Promise<void> {
  const rawBody = JSON.stringify(event);
  await receiveEvent(world.services, { rawBody, signature: signature(world, rawBody) }, [testSecret]);
}

/** Each event once or more, in an order of chance. */
async function deliverAll(): Promise<void> {
  const stream = createStream(seed, "events");
  const all = await events();
  const repeated = all.filter(() => nextInteger(stream, 0, 3) === 0);
  for (const one of shuffled([...all, ...repeated], "deliveries")) await deliver(one);
}

function shuffled<T>(rows: readonly T[], name: string): T[] {
  const stream = createStream(seed, name);
  const chance = (one: T) => ({ one, at: nextInteger(stream, 0, 1_000_000) });
  return rows
    .map(chance)
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** What the inbox counts, who asked for what, and when Stripe was last read; all else is what we know of the world. */
const bookkeeping = ["webhook_events", "audit_log", "sync_runs", "sync_windows", "ledger_checks"];

/** Every row of every table that says something about money or people. */
async function everyRow(): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const table of Object.values(schema)) {
    if (!is(table, PgTable) || bookkeeping.includes(getTableName(table))) continue;
    const rows = await world.owner.select().from(table);
    const texts = rows.map((row) =>
      JSON.stringify(row, (_, value) => (typeof value === "bigint" ? `${value}` : value)),
    );
    found[getTableName(table)] = texts.toSorted();
  }
  return found;
}

describe("what an account sold", () => {
  it("is known exactly by reading alone, when no event ever comes", async () => {
    await live(() => sync());
    await sync();
    // Customers tell of their changes by events only; reading all of them mends what was lost.
    const missed = await salesDifferences(system(), account);
    expect(missed.filter((line) => !line.startsWith("customers"))).toEqual([]);
    expect(missed).toHaveLength(2);
    await sync(true);
    expect(await storedBuyer(buyers[1])).toMatchObject([{ email: null, deletedAt: world.services.now() }]);
    expect(await salesDifferences(system(), account)).toEqual([]);
    expect(await ledgerDifferences(system(), account)).toEqual([]);
  });

  it("is known exactly by events alone, in any order, however often they come and are replayed", async () => {
    scenario("payout_fail_after_paid", { amount: 3_000 });
    scenario("external_account_replace");
    await live(async () => undefined);
    await deliverAll();
    const { done, failed, dead } = await processEvents(world.services, { limit: 10_000 });
    expect({ failed, dead }).toEqual({ failed: 0, dead: 0 });
    expect(done).toBeGreaterThan(60);
    expect(await storedBuyer(buyers[0])).toMatchObject([{ name: "Third Buyer", deletedAt: null }]);
    expect(await storedBuyer(buyers[1])).toMatchObject([{ email: null, name: null, deletedAt: expect.any(Date) }]);
    expect(await salesDifferences(system(), account)).toEqual([]);
    expect(await ledgerDifferences(system(), account)).toEqual([]);

    const before = await everyRow();
    expect(before.payouts?.length).toBeGreaterThan(1);
    const stored = await world.owner.select().from(schema.webhookEvents).orderBy(schema.webhookEvents.id);
    const admin = world.organization(0).as("admin");
    for (const { id, state } of shuffled(stored, "replays")) {
      const replayed = await replayEvent(admin, { id }).catch((error) => error);
      expect(replayed).toMatchObject(state === "ignored" ? { code: "conflict" } : { state: "done" });
    }
    expect(await everyRow()).toEqual(before);
  });
});
