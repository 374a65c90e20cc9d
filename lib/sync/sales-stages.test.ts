import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { charges, customers, disputes, refunds, subscriptions, syncRuns, syncWindows } from "@/db/schema";
import type { Account } from "../core/account";
import { salesDifferences } from "../payments/testing";
import { accountAt } from "../payouts/testing";
import { createWorld, type TestWorld } from "../testing";
import { claimRun } from "./claim-run";
import { syncAccount } from "./sync-account";

let world: TestWorld;
let account: Account;
/** Changes what Stripe answers for customers. */
let change: ((body: string) => string) | null = null;

beforeAll(async () => {
  world = await createWorld({
    intercept: async (request, next) => {
      const response = await next(request);
      if (change === null || !new URL(request.url).pathname.startsWith("/v1/customers")) return response;
      return new Response(change(await response.text()), { status: response.status, headers: response.headers });
    },
  });
  account = accountAt(world.organization(0));
});
afterAll(() => world.close());
beforeEach(async () => {
  change = null;
  await world.advance(86_400);
  for (const table of [charges, refunds, disputes, customers, subscriptions, syncRuns, syncWindows]) {
    await world.owner.delete(table);
  }
});

const system = () => world.organization(0).asSystem();
const sync = (more: { full?: boolean; trigger?: "cron" | "webhook" } = {}) =>
  syncAccount(system(), { accountId: account.stripeAccountId, trigger: "cron", ...more });
const scenario = (name: Parameters<TestWorld["emulator"]["runScenario"]>[0], params = {}) =>
  world.emulator.runScenario(name, account.stripeAccountId, params);
const callsTo = (path: string) => world.emulator.requests().filter((entry) => entry.path === path);
const chargeRow = async (id: unknown) =>
  (
    await world.owner
      .select()
      .from(charges)
      .where(eq(charges.stripeChargeId, String(id)))
  )[0];
const disputeRow = async (id: unknown) =>
  (
    await world.owner
      .select()
      .from(disputes)
      .where(eq(disputes.stripeDisputeId, String(id)))
  )[0];

describe("salesStages", () => {
  it("mirrors charges, refunds, disputes, customers and subscriptions exactly", async () => {
    scenario("charge", { amount: 5_000, email: " Buyer@Example.com" });
    scenario("refund", { amount: 100 });
    const { id: dispute } = scenario("dispute_open");
    expect(await sync()).toMatchObject({ state: "complete", errorCode: null });
    expect(await salesDifferences(system(), account)).toEqual([]);
    for (const table of [charges, refunds, disputes, customers]) {
      expect(await world.owner.$count(table)).toBeGreaterThan(0);
    }
    const rows = await world.owner.select().from(charges);
    expect(rows.every((row) => row.organizationId === world.organization(0).organizationId)).toBe(true);
    expect(rows.filter((row) => row.customerKey === "buyer@example.com")).toHaveLength(1);
    expect(await disputeRow(dispute)).toMatchObject({ status: "needs_response", balanceTransactions: 1 });
    expect(callsTo("/v1/subscriptions").every((entry) => entry.query.includes("status=all"))).toBe(true);
  });

  it("reads more charges than a page holds, and counts ledger rows only", async () => {
    scenario("charge", { amount: 1_000, count: 250 });
    const run = await sync();
    expect(await world.owner.$count(charges)).toBeGreaterThan(250);
    expect(run.inserted + run.unchanged).toBe((await sync({ full: true })).unchanged);
    expect(await salesDifferences(system(), account)).toEqual([]);
  });

  it("writes nothing when nothing has changed", async () => {
    scenario("charge", { amount: 1_000, count: 5 });
    await sync();
    const before = await world.owner.select().from(charges).orderBy(charges.stripeChargeId);
    await world.advance(60);
    await sync();
    expect(await world.owner.select().from(charges).orderBy(charges.stripeChargeId)).toEqual(before);
  });

  it("finds what came since, by asking each list once", async () => {
    await sync();
    await world.advance(40 * 86_400);
    await sync();
    scenario("charge", { amount: 7_700, count: 3 });
    const before = callsTo("/v1/charges").length;
    await sync();
    expect(callsTo("/v1/charges").length - before).toBe(1);
    expect(await salesDifferences(system(), account)).toEqual([]);
  });

  it("learns that an old charge has been refunded, disputed and won, without any event", async () => {
    const { id: refunded } = scenario("charge", { amount: 9_000 });
    const { id: disputed } = scenario("charge", { amount: 8_000 });
    await sync();
    await world.advance(30 * 86_400);
    await sync();
    scenario("refund", { charge: refunded, amount: 4_000 });
    const { id: dispute } = scenario("dispute_open", { charge: disputed });
    await sync();
    expect(await chargeRow(refunded)).toMatchObject({ amountRefunded: 4_000n, refunded: false });
    expect(await chargeRow(disputed)).toMatchObject({ disputed: true });
    await world.advance(20 * 86_400);
    await sync();
    const asked = callsTo(`/v1/charges/${refunded}`).length;
    scenario("dispute_win", { dispute });
    await sync();
    expect(await disputeRow(dispute)).toMatchObject({ status: "won", balanceTransactions: 2 });
    expect(callsTo(`/v1/charges/${refunded}`)).toHaveLength(asked);
    expect(await salesDifferences(system(), account)).toEqual([]);
  });

  it("learns how a delayed payment ended, which was pending when first seen", async () => {
    const { id } = scenario("charge_async_fail", { amount: 3_000 });
    await sync();
    expect(await chargeRow(id)).toMatchObject({ status: "pending", methodType: "us_bank_account" });
    await world.advance(12 * 86_400);
    await sync();
    expect(await chargeRow(id)).toMatchObject({ status: "failed", failureCode: expect.any(String) });
  });

  it("reads no further back than new rows after an event, and all that is open on schedule", async () => {
    scenario("charge_async_fail", { amount: 3_000 });
    await world.advance(4 * 3_600);
    await sync();
    await world.advance(86_400);
    const since = () => Number(new URLSearchParams(callsTo("/v1/charges").at(-1)?.query).get("created[gte]"));
    await sync();
    const deep = since();
    await world.advance(86_400);
    await sync({ trigger: "webhook" });
    expect(since()).toBeGreaterThan(deep);
    await sync();
    expect(since()).toBe(deep);
    // A run that an event began, taken up on schedule, reads as far as the schedule's own.
    await world.advance(86_400);
    await claimRun(system(), account, { trigger: "webhook", full: false, deadline: null });
    await world.owner.update(syncRuns).set({ leaseUntil: sql`now() - interval '1 second'` });
    expect(await sync()).toMatchObject({ trigger: "webhook", state: "complete" });
    expect(since()).toBe(deep);
  });

  it("empties a customer whose deletion no event told, when all is read again", async () => {
    await sync();
    const [someone] = await world.owner.select().from(customers).limit(1);
    const id = someone?.stripeCustomerId ?? "none";
    await world.advance(60);
    change = (body) => withoutCustomer(body, id);
    await sync({ full: true });
    expect(await world.owner.select().from(customers).where(eq(customers.stripeCustomerId, id))).toMatchObject([
      { email: null, name: null, created: someone?.created, deletedAt: world.services.now() },
    ]);
    expect(callsTo(`/v1/customers/${id}`)).toHaveLength(1);
  });

  it("keeps the accounts of two organizations apart", async () => {
    const stranger = world.organization(1);
    const theirs = accountAt(stranger);
    world.emulator.runScenario("charge", theirs.stripeAccountId, { amount: 6_600 });
    await sync();
    await syncAccount(stranger.asSystem(), { trigger: "cron" });
    for (const table of [charges, customers, subscriptions]) {
      const rows = await world.owner.select().from(table);
      for (const row of rows) {
        const owner = row.connectedAccountId === theirs.id ? stranger : world.organization(0);
        expect(row.organizationId).toBe(owner.organizationId);
      }
    }
    expect(await salesDifferences(stranger.asSystem(), theirs)).toEqual([]);
  });
});

/** A page of customers without one of them, and that one as Stripe answers for a deleted customer. */
function withoutCustomer(text: string, id: string): string {
  const body = JSON.parse(text);
  if (body.object === "list")
    return JSON.stringify({ ...body, data: body.data.filter((row: { id: string }) => row.id !== id) });
  return JSON.stringify(body.id === id ? { id, object: "customer", deleted: true } : body);
}
