import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { charges, customers, disputes, refunds, subscriptions, syncRuns, syncWindows } from "@/db/schema";
import type { Account } from "../core/account";
import { salesDifferences } from "../payments/testing";
import { accountAt } from "../payouts/testing";
import { createWorld, type TestWorld } from "../testing";
import { syncAccount } from "./sync-account";

let world: TestWorld;
let account: Account;
/** Changes Stripe's answers to paths that begin so; one without a change is refused. */
let change: {
  path: string;
  body?: (text: string) => string;
  times?: number;
  status?: number;
  /** The answer that never comes, with what to do instead. */
  hangsAt?: { page: number; died: () => void };
} | null = null;

beforeAll(async () => {
  world = await createWorld({
    intercept: async (request, next) => {
      const { pathname, search } = new URL(request.url);
      const response = await next(request);
      if (!change || !`${pathname}${search}`.startsWith(change.path) || (change.times ?? 1) <= 0) return response;
      if (change.times !== undefined) change.times--;
      if (change.hangsAt) {
        if (--change.hangsAt.page > 0) return response;
        change.hangsAt.died();
        return new Promise<Response>(() => undefined);
      }
      const error = { type: "invalid_request_error", message: "This account keeps that to itself." };
      if (!change.body) return Response.json({ error }, { status: 403 });
      const { status = response.status, body } = change;
      return new Response(body(await response.text()), { status, headers: response.headers });
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

describe("readSales", () => {
  it.each(["refunds", "disputes", "charges", "customers", "subscriptions"])(
    "names the %s that an account keeps from us, and reads all else",
    async (list) => {
      scenario("charge", { amount: 1_000, count: 2 });
      scenario("refund", {});
      scenario("dispute_open", {});
      change = { path: `/v1/${list}` };
      const run = await sync();
      expect(run).toMatchObject({ state: "complete", stage: "done", errorCode: "list_refused" });
      expect(run.errorMessage).toBe(`Stripe refused to list the ${list}; what was known of them before is unchanged.`);
      const missing = await salesDifferencesWithoutChange();
      expect(missing.length).toBeGreaterThan(0);
      expect(missing.every((line) => line.startsWith(list))).toBe(true);
      expect(await sync()).toMatchObject({ state: "complete", errorCode: null });
      expect(await salesDifferences(system(), account)).toEqual([]);
    },
  );

  it("leaves a row out that cannot be kept exactly, and names it", async () => {
    scenario("charge", { amount: 4_321 });
    change = { path: "/v1/charges", body: (text) => text.replace(/"amount":\s*4321/, '"amount":9007199254740993') };
    const run = await sync();
    expect(run).toMatchObject({ state: "complete", errorCode: "unreadable_rows" });
    expect(run.errorMessage).toMatch(/An amount of ch_\w+ is too large/);
    change = null;
    await sync({ full: true });
    expect(await salesDifferences(system(), account)).toEqual([]);
  });

  it("begins a list again whose next page would start after a row that is gone", async () => {
    scenario("charge", { amount: 1_000, count: 150 });
    const error = { type: "invalid_request_error", code: "resource_missing", message: "No such charge" };
    change = {
      path: "/v1/charges?limit=100&starting_after",
      times: 1,
      status: 400,
      body: () => JSON.stringify({ error }),
    };
    expect(await sync()).toMatchObject({ state: "complete", errorCode: null });
    expect(change.times).toBe(0);
    expect(await salesDifferences(system(), account)).toEqual([]);
  });

  it("lets two at once store everything once", async () => {
    scenario("charge", { amount: 1_000, count: 120 });
    const runs = await Promise.all([sync(), sync(), sync({ trigger: "webhook" })]);
    expect(new Set(runs.map((run) => run.id)).size).toBe(1);
    await sync();
    expect(await salesDifferences(system(), account)).toEqual([]);
  });

  it("goes on in the middle of the charges after its process has died", async () => {
    scenario("charge", { amount: 1_000, count: 220 });
    const asked = callsTo("/v1/charges").length;
    await sync();
    const pages = callsTo("/v1/charges").length - asked;
    await world.owner.delete(charges);
    await world.owner.delete(syncWindows);
    const died = new Promise<void>((resolve) => {
      change = { path: "/v1/charges?", hangsAt: { page: 3, died: resolve } };
    });
    const first = callsTo("/v1/charges").length;
    // Whoever is asked for the third page never gets it, and does nothing any more.
    sync().catch(() => undefined);
    await died;
    change = null;
    await world.owner.update(syncRuns).set({ leaseUntil: sql`now() - interval '1 second'` });
    const before = world.emulator.requests().length;
    expect(await world.owner.$count(charges)).toBe(200);
    expect(await sync()).toMatchObject({ state: "complete" });
    const paths = world.emulator
      .requests()
      .slice(before)
      .map((entry) => entry.path);
    // The balance is what the ledger is compared with at the end.
    expect([...new Set(paths)].sort()).toEqual(["/v1/balance", "/v1/charges", "/v1/customers", "/v1/subscriptions"]);
    expect(pages).toBeGreaterThan(3);
    // Three pages were asked for before; the third is asked for again.
    expect(callsTo("/v1/charges").length - first).toBe(pages + 1);
    expect(await salesDifferences(system(), account)).toEqual([]);
  });
});

async function salesDifferencesWithoutChange(): Promise<string[]> {
  change = null;
  return salesDifferences(system(), account);
}
