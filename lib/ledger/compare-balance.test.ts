import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { balanceTransactions, findings, ledgerChecks, ledgerRepairs } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Account } from "../core/account";
import { syncAccount } from "../sync/sync-account";
import { createWorld, ledgerDifferences, type TestWorld } from "../testing";
import { settleWindows } from "./settle-windows";

let world: TestWorld;
let account: Account;
let change: ((request: Request, response: Response) => Promise<Response>) | null;
beforeEach(async () => {
  change = null;
  world = await createWorld({
    intercept: async (request, next) => {
      const response = await next(request);
      return change ? change(request, response) : response;
    },
  });
  const [manual] = world.organization(0).accounts;
  if (!manual) throw new Error("The preset has fewer accounts.");
  account = manual;
  await sync();
});
afterEach(() => world.close());

const system = () => world.organization(0).asSystem();
const sync = () => syncAccount(system(), { accountId: account.stripeAccountId, trigger: "cron" });
const checks = () => world.owner.select().from(ledgerChecks).where(eq(ledgerChecks.connectedAccountId, account.id));
const found = () => world.owner.select().from(findings);
const listCalls = () => world.emulator.requests().filter(({ path }) => path === "/v1/balance_transactions").length;
const charge = () => world.emulator.runScenario("charge", account.stripeAccountId, { amount: 10_000, available: true });

/** As if Stripe had more than all rows it lists. */
function addToBalance(minor: number) {
  change = async (request, response) => {
    if (new URL(request.url).pathname !== "/v1/balance") return response;
    const body = await response.text();
    const more = body.replace(/"amount":\s*(-?\d+)/, (_, amount) => `"amount":${Number(amount) + minor}`);
    return new Response(more, { status: response.status, headers: response.headers });
  };
}

/** As if some rows had never come: what was written is what is there, so only the sum can tell. */
async function neverRead(count: number) {
  const rows = await world.owner
    .select()
    .from(balanceTransactions)
    .where(and(eq(balanceTransactions.connectedAccountId, account.id), eq(balanceTransactions.type, "charge")))
    .orderBy(balanceTransactions.created);
  for (const row of rows.slice(0, count)) {
    await world.owner
      .delete(balanceTransactions)
      .where(eq(balanceTransactions.stripeBalanceTxnId, row.stripeBalanceTxnId));
  }
  const always = { from: new Date("2010-01-01T00:00:00Z"), to: new Date("2040-01-01T00:00:00Z"), listedAt: null };
  const scope = { organizationId: world.organization(0).organizationId, connectedAccountId: account.id };
  await withOrg(system(), (tx) => settleWindows(tx, scope, always));
  return rows.slice(0, count).map((row) => row.stripeBalanceTxnId);
}

describe("compareBalance", () => {
  it("says that the ledger equals Stripe, and since when it last did", async () => {
    expect(await checks()).toMatchObject([
      {
        currency: "usd",
        balanceType: "payments",
        state: "equal",
        ledger: 156_460n,
        stripe: 156_460n,
        rowCount: 24,
        equalAt: world.services.now(),
      },
    ]);
    await world.advance(3_600);
    charge();
    await sync();
    expect(await checks()).toMatchObject([{ rowCount: 25, equalAt: world.services.now() }]);
    expect(await found()).toEqual([]);
  });

  it("says that they differ when nothing moved meanwhile, until they are equal again", async () => {
    const equalAt = world.services.now();
    await world.advance(60);
    addToBalance(777);
    await sync();
    expect(await checks()).toMatchObject([{ state: "differs", ledger: 156_460n, stripe: 157_237n, equalAt }]);
    expect(await found()).toMatchObject([
      { kind: "ledger_drift", subject: account.stripeAccountId, currency: "usd", amount: 777n, closedAt: null },
    ]);
    await world.advance(60);
    await sync();
    expect(await found()).toMatchObject([
      { openedAt: new Date(equalAt.getTime() + 60_000), seenAt: world.services.now() },
    ]);
    change = null;
    await world.advance(60);
    await sync();
    expect(await checks()).toMatchObject([{ state: "equal", equalAt: world.services.now() }]);
    expect(await found()).toMatchObject([{ closedAt: world.services.now() }]);
  });

  it("searches all time once for the same difference, and lately each time", async () => {
    world.emulator.runScenario("charge", account.stripeAccountId, { amount: 1_000, count: 220, available: true });
    await sync();
    addToBalance(777);
    let before = listCalls();
    await sync();
    const first = listCalls() - before;
    before = listCalls();
    await sync();
    expect(listCalls() - before).toBeLessThan(first);
    expect(await world.owner.select().from(ledgerRepairs)).toEqual([]);
  });

  it("says nothing when money moved while the ledger was read", async () => {
    const [before] = await checks();
    await world.advance(60);
    let minor = 0;
    change = async (request, response) => {
      if (new URL(request.url).pathname !== "/v1/balance") return response;
      minor += 100;
      const body = await response.text();
      const more = body.replace(/"amount":\s*(-?\d+)/, (_, amount) => `"amount":${Number(amount) + minor}`);
      return new Response(more, { status: response.status, headers: response.headers });
    };
    expect(await sync()).toMatchObject({ state: "complete" });
    expect(await checks()).toEqual([before]);
    expect(await found()).toEqual([]);
  });

  it("finds rows that were never read, wherever they are, and writes down that it did", async () => {
    world.emulator.runScenario("charge", account.stripeAccountId, { amount: 1_000, count: 220 });
    await world.advance(86_400);
    await sync();
    const missing = await neverRead(3);
    await sync();
    expect(await checks()).toMatchObject([{ state: "equal" }]);
    const repaired = (await world.owner.select().from(ledgerRepairs)).flatMap(({ rows }) => rows);
    expect(repaired.map(({ id }) => id).toSorted()).toEqual(missing.toSorted());
    expect(await ledgerDifferences(system(), account)).toEqual([]);
    expect(await found()).toEqual([]);
  });

  it("compares what Stripe keeps apart from payments where it gives a figure", async () => {
    let minor = 0;
    change = async (request, response) => {
      if (new URL(request.url).pathname !== "/v1/balance") return response;
      const apart = { issuing: { available: [{ amount: minor, currency: "usd" }] } };
      const body = JSON.stringify({ ...JSON.parse(await response.text()), ...apart });
      return new Response(body, { status: response.status, headers: response.headers });
    };
    await sync();
    const issuing = async () => (await checks()).filter(({ balanceType }) => balanceType === "issuing");
    expect(await issuing()).toMatchObject([{ currency: "usd", state: "equal", ledger: 0n, stripe: 0n }]);
    await world.advance(60);
    minor = 250;
    await sync();
    expect(await issuing()).toMatchObject([{ state: "differs", stripe: 250n }]);
    expect((await checks()).find(({ balanceType }) => balanceType === "payments")?.state).toBe("equal");
    expect(await found()).toMatchObject([{ subject: `${account.stripeAccountId} issuing`, amount: 250n }]);
  });

  it("leaves a balance that cannot be kept exactly uncompared", async () => {
    const [before] = await checks();
    await world.advance(60);
    change = async (request, response) => {
      if (new URL(request.url).pathname !== "/v1/balance") return response;
      const body = (await response.text()).replace(/"amount":\s*-?\d+/, '"amount":9007199254740993');
      return new Response(body, { status: response.status, headers: response.headers });
    };
    expect(await sync()).toMatchObject({ state: "complete", errorCode: "unreadable_rows" });
    expect(await checks()).toEqual([before]);
  });
});
