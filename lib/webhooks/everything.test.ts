import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { customers } from "@/db/schema";
import { createStream, nextInteger } from "@/e2e/stripe/random";
import type { Account } from "../core/account";
import { salesDifferences } from "../payments/testing";
import { accountAt } from "../payouts/testing";
import { syncAccount } from "../sync/sync-account";
import { createWorld, ledgerDifferences, type TestWorld } from "../testing";
import { processEvents } from "./process-events";
import { deliver, eventsAtStripe, shuffled } from "./testing";

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
    .from(customers)
    .where(eq(customers.stripeCustomerId, String(id)));

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

/** Each event once or more, in an order of chance. */
async function deliverAll(): Promise<void> {
  const stream = createStream(seed, "events");
  const all = await eventsAtStripe(world, account.stripeAccountId);
  const repeated = all.filter(() => nextInteger(stream, 0, 3) === 0);
  for (const one of shuffled([...all, ...repeated], seed)) await deliver(world, one);
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

  it("is known exactly by events alone, in any order and however often they come", async () => {
    await live(async () => undefined);
    await deliverAll();
    const { done, failed, dead } = await processEvents(world.services, { limit: 10_000 });
    expect({ failed, dead }).toEqual({ failed: 0, dead: 0 });
    expect(done).toBeGreaterThan(60);
    expect(await storedBuyer(buyers[0])).toMatchObject([{ name: "Third Buyer", deletedAt: null }]);
    expect(await storedBuyer(buyers[1])).toMatchObject([{ email: null, name: null, deletedAt: expect.any(Date) }]);
    expect(await salesDifferences(system(), account)).toEqual([]);
    expect(await ledgerDifferences(system(), account)).toEqual([]);
  });
});
