import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  balanceTransactions,
  charges,
  connectedAccounts,
  customers,
  subscriptions,
  syncRuns,
  webhookEvents,
} from "@/db/schema";
import { handledEventTypes } from "./handlers";
import { post, storedEvent } from "./testing";
import { createSalesWorld, type SalesWorld } from "./testing-sales";

let sales: SalesWorld;
beforeAll(async () => {
  sales = await createSalesWorld();
});
beforeEach(() => sales.forget());
afterAll(() => sales.world.close());

const chargeRows = (id: unknown) =>
  sales.world.owner
    .select()
    .from(charges)
    .where(eq(charges.stripeChargeId, String(id)));
const ledgerOf = (source: unknown) =>
  sales.world.owner
    .select()
    .from(balanceTransactions)
    .where(eq(balanceTransactions.sourceId, String(source)));
const gateway = () => sales.world.services.stripeFor(sales.account.stripeAccountId);
async function waitingForLocks(): Promise<number> {
  const { rows } = await sales.world.owner.execute<{ waiting: number }>(sql`
    select count(*)::int as waiting from pg_locks
    where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`);
  return rows[0]?.waiting ?? 0;
}

describe("events about customers and subscriptions", () => {
  it.each(["customer.created", "customer.updated"])("store the customer for %s", async (type) => {
    const [someone] = (await gateway().listCustomers({ limit: 1 })).rows;
    await sales.announce(type, { id: someone?.stripeCustomerId, object: "customer", email: "not@this.example" });
    expect(await sales.process()).toMatchObject({ done: 1 });
    expect(await sales.world.owner.select().from(customers)).toMatchObject([
      { stripeCustomerId: someone?.stripeCustomerId, email: someone?.email, name: someone?.name, deletedAt: null },
    ]);
  });

  it("empty a deleted customer and keep the row, and a late event does not bring it back", async () => {
    const [someone] = (await gateway().listCustomers({ limit: 1 })).rows;
    const id = someone?.stripeCustomerId ?? "none";
    await sales.announce("customer.created", { id, object: "customer" });
    await sales.process();
    sales.answers.set(`/v1/customers/${id}`, () => ({ id, object: "customer", deleted: true }));
    const deletedAt = sales.world.services.now();
    await sales.announce("customer.deleted", { id, object: "customer", email: someone?.email });
    await sales.process();
    const gone = { stripeCustomerId: id, email: null, name: null, created: someone?.createdAt, deletedAt };
    expect(await sales.world.owner.select().from(customers)).toMatchObject([gone]);
    await sales.world.advance(60);
    await sales.announce("customer.updated", { id, object: "customer" });
    await sales.process();
    expect(await sales.world.owner.select().from(customers)).toMatchObject([gone]);
    const payloads = await sales.world.owner.select({ payload: webhookEvents.payload }).from(webhookEvents);
    expect(JSON.stringify(payloads)).not.toContain(someone?.email ?? "nobody");
  });

  it.each([
    "customer.subscription.created",
    "customer.subscription.updated",
    "customer.subscription.deleted",
    "customer.subscription.paused",
    "customer.subscription.resumed",
    "invoice.paid",
    "invoice.payment_failed",
    "invoice.voided",
    "invoice.marked_uncollectible",
  ])("store the subscription for %s", async (type) => {
    const [wanted] = (await gateway().listSubscriptions({ limit: 1 })).rows;
    const id = wanted?.stripeSubscriptionId ?? "none";
    const object = type.startsWith("invoice")
      ? { id: "in_1", object: "invoice", parent: { subscription_details: { subscription: id } } }
      : { id, object: "subscription", status: "whatever" };
    await sales.announce(type, object);
    expect(await sales.process()).toMatchObject({ done: 1 });
    const { owner } = sales.world;
    const isWanted = eq(subscriptions.stripeSubscriptionId, id);
    expect(await owner.select().from(subscriptions).where(isWanted)).toMatchObject([
      { status: wanted?.status, stripeCustomerId: wanted?.stripeCustomerId, organizationId: sales.ours.organizationId },
    ]);
  });

  it("are done with an invoice that belongs to no subscription", async () => {
    await sales.announce("invoice.paid", { id: "in_2", object: "invoice", parent: null });
    await sales.announce("invoice.voided", { id: "in_3", object: "invoice", parent: { subscription_details: null } });
    expect(await sales.process()).toEqual({ done: 2, failed: 0, dead: 0 });
  });
});

describe("events about the account", () => {
  it.each([
    "reserve.hold.created",
    "reserve.hold.updated",
    "reserve.plan.created",
    "reserve.plan.updated",
    "reserve.plan.disabled",
    "reserve.plan.expired",
    "reserve.release.created",
    "balance.available",
  ])("read the ledger for %s", async (type) => {
    const { id } = sales.scenario("charge", { amount: 1_200 });
    await sales.announce(type, { id: "rsv_1", object: "reserve" });
    expect(await sales.process()).toMatchObject({ done: 1 });
    expect(await ledgerOf(id)).toHaveLength(1);
  });

  it("read the account for capability.updated", async () => {
    sales.scenario("disable_payouts");
    await sales.announce("capability.updated", { id: "card_payments", object: "capability" });
    expect(await sales.process()).toMatchObject({ done: 1 });
    const rows = await sales.world.owner
      .select()
      .from(connectedAccounts)
      .where(eq(connectedAccounts.id, sales.account.id));
    expect(rows).toMatchObject([{ payoutsEnabled: false }]);
    sales.scenario("enable_payouts");
  });

  it("are ignored, as before, when they are the platform's own", async () => {
    const { id } = await post(sales.world, { type: "charge.succeeded", account: null, object: { id: "ch_1" } });
    expect(await storedEvent(sales.world, id)).toMatchObject({ state: "ignored", organizationId: null });
  });
});

describe("two events about one object", () => {
  it("take turns, so that the older answer cannot win", async () => {
    const [wanted] = (await gateway().listSubscriptions({ limit: 1 })).rows;
    const id = wanted?.stripeSubscriptionId ?? "none";
    const path = `/v1/subscriptions/${id}`;
    const { reached, release } = sales.hold(path);
    sales.answers.set(path, (body) => ({ ...JSON.parse(body), status: "past_due" }));
    await sales.announce("customer.subscription.updated", { id, object: "subscription" });
    const first = sales.process();
    await reached;
    sales.answers.set(path, (body) => ({ ...JSON.parse(body), status: "unpaid" }));
    await sales.announce("customer.subscription.updated", { id, object: "subscription" });
    const second = sales.process();
    const asked = () => sales.world.emulator.requests().filter((entry) => entry.path === path).length;
    const before = asked();
    // The second one waits for the lock, and does not ask before the first one has stored its answer.
    await expect.poll(waitingForLocks).toBe(1);
    expect(asked()).toBe(before);
    release();
    expect(await first).toMatchObject({ done: 1 });
    expect(await second).toMatchObject({ done: 1 });
    expect(await sales.world.owner.select().from(subscriptions)).toMatchObject([{ status: "unpaid" }]);
  });

  it("are each done once by processes working at the same time", async () => {
    const { id } = sales.scenario("charge", { amount: 2_500 });
    for (let i = 0; i < 9; i++) await sales.announce("charge.updated", { id, object: "charge" });
    const all = await Promise.all([sales.process(), sales.process(), sales.process()]);
    expect(all.reduce((sum, one) => sum + one.done, 0)).toBe(9);
    expect(await chargeRows(id)).toHaveLength(1);
    const since = await sales.world.owner.$count(
      syncRuns,
      and(eq(syncRuns.connectedAccountId, sales.account.id), eq(syncRuns.startedAt, sales.world.services.now())),
    );
    expect(since).toBeLessThan(9);
  });
});

it("are all tested here", () => {
  const told = handledEventTypes.filter((type) => /^(customer|invoice|reserve|capability)\./.test(type));
  expect(told.filter((type) => !sales.told.has(type))).toEqual([]);
});
