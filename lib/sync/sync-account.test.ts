import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { balanceTransactions, payouts, syncRuns, syncWindows } from "@/db/schema";
import { disconnectAccount } from "../accounts/disconnect-account";
import { listAccounts } from "../accounts/list-accounts";
import type { Account } from "../core/account";
import { createWorld, ledgerDifferences, type TestWorld } from "../testing";
import { syncAccount } from "./sync-account";

let world: TestWorld;
let manual: Account;
let daily: Account;

beforeEach(async () => {
  world = await createWorld();
  const [first, second] = world.organization(0).accounts;
  if (!first || !second) throw new Error("The preset has fewer accounts.");
  manual = first;
  daily = second;
});
afterEach(() => world.close());

const system = () => world.organization(0).asSystem();
const sync = (account: Account, more: { full?: boolean; budgetMs?: number } = {}) =>
  syncAccount(system(), { accountId: account.stripeAccountId, trigger: "cron", ...more });
const ledgerCalls = () =>
  world.emulator.requests().filter((entry) => entry.path.startsWith("/v1/balance_transactions"));

describe("syncAccount", () => {
  it("mirrors ledger, payouts and balance exactly", async () => {
    for (const account of [manual, daily]) {
      const run = await sync(account);
      expect(run).toMatchObject({
        state: "complete",
        stage: "done",
        errorCode: null,
        accountId: account.stripeAccountId,
      });
      expect(await ledgerDifferences(system(), account)).toEqual([]);
      const listed = await system().stripeFor(account.stripeAccountId).listPayouts({});
      const stored = await world.owner.select().from(payouts).where(eq(payouts.connectedAccountId, account.id));
      expect(stored.map((row) => row.stripePayoutId).sort()).toEqual(
        listed.rows.map((row) => row.stripePayoutId).sort(),
      );
    }
  });

  it("says who asked, what it did and up to when everything is read", async () => {
    const ctx = world.organization(0).as("finance");
    const run = await syncAccount(ctx, { trigger: "person" });
    const rows = await world.owner.select().from(balanceTransactions);
    expect(run).toMatchObject({
      trigger: "person",
      actor: "Finance",
      full: false,
      inserted: rows.length,
      updated: 0,
      unchanged: 0,
      startedAt: world.services.now(),
      finishedAt: world.services.now(),
      syncedUpTo: world.services.now(),
    });
    expect(run.requests).toBe(world.emulator.requests().filter((entry) => isSince(entry.number)).length);
    const [account] = await listAccounts(ctx);
    expect(account).toMatchObject({ stripeAccountId: manual.stripeAccountId, syncedUpTo: world.services.now() });
  });

  it("writes nothing when nothing has changed", async () => {
    await sync(manual);
    await world.advance(60);
    const again = await sync(manual);
    expect(again).toMatchObject({ state: "complete", inserted: 0, updated: 0 });
    const full = await sync(manual, { full: true });
    expect(full).toMatchObject({ state: "complete", full: true, inserted: 0, updated: 0 });
    expect(full.unchanged).toBeGreaterThanOrEqual(again.unchanged);
    expect(await ledgerDifferences(system(), manual)).toEqual([]);
  });

  it("finds what came since, by asking for little", async () => {
    await sync(manual);
    await world.advance(30 * 86_400);
    await sync(manual);
    world.emulator.runScenario("charge", manual.stripeAccountId, { amount: 7_700, count: 3 });
    const before = ledgerCalls().length;
    const run = await sync(manual);
    expect(run.inserted).toBe(3);
    expect(ledgerCalls().length - before).toBe(1);
    expect(await ledgerDifferences(system(), manual)).toEqual([]);
  });

  it("reads every page of a long ledger, and rows of one second across page edges", async () => {
    world.emulator.runScenario("charge", manual.stripeAccountId, { amount: 1_000, count: 500 });
    const run = await sync(manual);
    expect(run.pages).toBeGreaterThan(5);
    expect(run.reachedAt?.getTime()).toBeLessThan(world.services.now().getTime());
    expect(await ledgerDifferences(system(), manual)).toEqual([]);
  });

  it("finds rows that Stripe shows an hour after the moment they bear", async () => {
    await sync(manual);
    world.emulator.runScenario("charge", manual.stripeAccountId, { amount: 4_400, count: 2 });
    world.emulator.setFaults([{ kind: "hide_new_rows", seconds: 3_600, path: "/v1/balance_transactions" }]);
    await world.advance(600);
    expect((await sync(manual)).inserted).toBe(0);
    world.emulator.clearFaults();
    await world.advance(3_000);
    expect((await sync(manual)).inserted).toBe(2);
    expect(await ledgerDifferences(system(), manual)).toEqual([]);
  });

  it("ties the rows of every reconciled automatic payout to it, summing to nothing with its own row", async () => {
    await sync(daily);
    const completed = (await world.owner.select().from(payouts)).filter(
      (row) => row.automatic && row.reconciliationStatus === "completed",
    );
    expect(completed.length).toBeGreaterThan(3);
    const rows = await world.owner.select().from(balanceTransactions);
    for (const payout of completed) {
      const carried = rows.filter((row) => row.stripePayoutId === payout.stripePayoutId);
      expect(carried.length).toBeGreaterThan(1);
      expect(carried.reduce((sum, row) => sum + row.netAmount, 0n)).toBe(0n);
    }
  });

  it("learns how a payout older than the listed weeks ended", async () => {
    const { stripeAccountId } = manual;
    await sync(manual);
    const ctx = world.organization(0).asSystem();
    const [payout] = (await ctx.stripeFor(stripeAccountId).listPayouts({})).rows;
    await world.owner
      .update(payouts)
      .set({ status: "in_transit", fetchedAt: new Date(0) })
      .where(eq(payouts.stripePayoutId, payout?.stripePayoutId ?? ""));
    await world.advance(40 * 86_400);
    await world.owner.update(syncWindows).set({ watermark: world.services.now() });
    await sync(manual);
    const [stored] = await world.owner.select().from(payouts);
    expect(stored?.status).toBe("paid");
  });

  it("stops when the time is over and goes on where it stood", async () => {
    world.emulator.runScenario("charge", manual.stripeAccountId, { amount: 1_000, count: 300 });
    const paused = await sync(manual, { budgetMs: 0 });
    expect(paused).toMatchObject({ state: "running", finishedAt: null, syncedUpTo: null });
    world.emulator.setFaults([{ kind: "latency", ms: 60, path: "/v1/balance_transactions" }]);
    let run = paused;
    let calls = 0;
    while (run.state === "running" && calls++ < 30) run = await sync(manual, { budgetMs: 200 });
    expect(run).toMatchObject({ id: paused.id, state: "complete" });
    expect(calls).toBeGreaterThan(1);
    expect(await ledgerDifferences(system(), manual)).toEqual([]);
  });

  it("gives the running sync instead of a second one", async () => {
    world.emulator.setFaults([{ kind: "latency", ms: 50 }]);
    const [one, two, three] = await Promise.all([sync(manual), sync(manual), sync(manual, { full: true })]);
    expect(new Set([one.id, two.id, three.id]).size).toBe(1);
    expect([one, two, three].filter((run) => run.state === "complete")).toHaveLength(1);
    expect(await world.owner.select().from(syncRuns)).toHaveLength(1);
    expect(await ledgerDifferences(system(), manual)).toEqual([]);
  });

  it("gets through a storm of refusals for too many requests", { timeout: 90_000 }, async () => {
    world.emulator.runScenario("charge", manual.stripeAccountId, { amount: 1_000, count: 300 });
    world.emulator.setFaults([
      { kind: "rate_limit", probability: 0.4 },
      { kind: "lock_timeout", probability: 0.05 },
    ]);
    const run = await sync(manual);
    expect(run.state).toBe("complete");
    expect(world.emulator.faultCounts()[0]?.used).toBeGreaterThan(0);
    world.emulator.clearFaults();
    expect(await ledgerDifferences(system(), manual)).toEqual([]);
  });

  it("fails with a sentence and Stripe's request id, keeps what was read, and goes on next time", async () => {
    world.emulator.runScenario("charge", manual.stripeAccountId, { amount: 1_000, count: 300 });
    world.emulator.setFaults([
      { kind: "status", status: 500, path: "/v1/balance_transactions", nth: 3 },
      { kind: "status", status: 500, path: "/v1/balance_transactions", nth: 4 },
      { kind: "status", status: 500, path: "/v1/balance_transactions", nth: 5 },
    ]);
    const failed = await sync(manual);
    expect(failed).toMatchObject({ state: "failed", errorCode: "server_error", inserted: 200, pages: 2 });
    expect(failed.errorMessage).toBe("Stripe answered with an error on its side. What was read so far is kept.");
    expect(failed.stripeRequestId).toMatch(/^req_/);
    const next = await sync(manual);
    expect(next.state).toBe("complete");
    expect(next.id).not.toBe(failed.id);
    expect(await ledgerDifferences(system(), manual)).toEqual([]);
  });

  it("stops for ever when Stripe takes the account away, and keeps its history", async () => {
    await sync(manual);
    const before = await world.owner.select().from(balanceTransactions);
    const { snapshot } = { snapshot: world.emulator.snapshot() };
    delete snapshot.accounts[manual.stripeAccountId];
    world.emulator.restore(snapshot);
    const run = await sync(manual);
    expect(run).toMatchObject({ state: "failed", errorCode: "account_invalid" });
    expect(run.errorMessage).toMatch(/no longer gives access/);
    expect(await listAccounts(system())).toMatchObject([
      { isDefault: true, state: "active" },
      { state: "disconnected" },
    ]);
    await expect(sync(manual)).rejects.toMatchObject({ code: "conflict" });
    expect(await world.owner.select().from(balanceTransactions)).toHaveLength(before.length);
  });

  it("refuses viewers, keys without the scope, strangers and disconnected accounts", async () => {
    const { stripeAccountId } = manual;
    const start = (ctx: ReturnType<typeof system>, accountId?: string) =>
      syncAccount(ctx, { accountId, trigger: "person" });
    await expect(start(world.organization(0).as("viewer"))).rejects.toMatchObject({ code: "forbidden" });
    await expect(start(world.organization(0).asKey(["balance:read"]))).rejects.toMatchObject({
      code: "insufficient_scope",
    });
    await expect(start(world.organization(1).as("owner"), stripeAccountId)).rejects.toMatchObject({
      code: "not_found",
    });
    await disconnectAccount(world.services, { organizationSlug: world.organization(0).slug, stripeAccountId });
    await expect(start(system(), stripeAccountId)).rejects.toMatchObject({ code: "conflict" });
    expect(await world.owner.select().from(syncRuns)).toHaveLength(0);
  });
});

/** Requests of the sync itself come after those of connecting the accounts. */
function isSince(number: number): boolean {
  const connecting = world.emulator.requests().findIndex((entry) => entry.path === "/v1/balance");
  return number > connecting;
}
