import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { balanceSnapshots, balanceTransactions, connectedAccounts, externalAccounts } from "@/db/schema";
import { createWorld, type TestWorld } from "../testing";
import { syncAccount } from "./sync-account";

let world: TestWorld;
let rewrite: ((body: string) => string) | null = null;
let rewritten = "/v1/balance_transactions?";
beforeAll(async () => {
  world = await createWorld({
    intercept: async (request, next) => {
      const response = await next(request);
      if (rewrite === null || !request.url.includes(rewritten)) return response;
      return new Response(rewrite(await response.text()), { status: response.status, headers: response.headers });
    },
  });
});
afterAll(() => world.close());

const rows = () => world.owner.select().from(balanceTransactions);
const sync = () => syncAccount(world.organization(0).asSystem(), { trigger: "cron", full: true });

describe("a row that cannot be kept exactly", () => {
  it("is left out and named, and keeps no other row out", async () => {
    rewrite = (body) => body.replace(/"amount":\s*-?\d+/, '"amount":9007199254740993');
    const run = await sync();
    expect(run).toMatchObject({ state: "complete", errorCode: "unreadable_rows" });
    expect(run.errorMessage).toMatch(/^Rows were left out because they cannot be kept exactly: .*txn_\w+ is too large/);
    expect(world.logLines.filter((line) => line.includes("cannot be kept exactly"))).toHaveLength(1);
    expect((await rows()).some((row) => row.amount > 9_007_199_254_740_000n)).toBe(false);
  });

  it("is kept by the next full run once Stripe sends it right", async () => {
    const before = (await rows()).length;
    rewrite = null;
    expect(await sync()).toMatchObject({ state: "complete", errorCode: null, inserted: 1 });
    expect(await rows()).toHaveLength(before + 1);
  });

  it("is one whose net does not fit", async () => {
    await world.owner.delete(balanceTransactions);
    rewrite = (body) => body.replace(/"net":\s*(-?\d+)/, (_, net) => `"net":${Number(net) + 1}`);
    const run = await sync();
    expect(run.errorMessage).toMatch(/is not -?\d+ minus -?\d+\./);
  });

  it("is not one of a kind that nobody knows yet", async () => {
    await world.owner.delete(balanceTransactions);
    rewrite = (body) => body.replace(/"type":\s*"charge"/, '"type":"moon_fee"').replace('"usd"', '"xyz"');
    expect(await sync()).toMatchObject({ state: "complete", errorCode: null });
    const found = await world.owner.select().from(balanceTransactions).where(eq(balanceTransactions.type, "moon_fee"));
    expect(found).toHaveLength(1);
  });
});

const withEntry = (entry: string) => (body: string) => body.replace(/"available":\s*\[/, `"available":[${entry},`);
const tooLarge = withEntry('{"amount":9007199254740993,"currency":"idr"}');

describe("a fact about the account that cannot be kept exactly", () => {
  /** What may not change while a fact is left out; the moments of looking apart. */
  const facts = async () => {
    const db = world.owner;
    const accounts = await db.select().from(connectedAccounts).orderBy(connectedAccounts.id);
    const banks = await db.select().from(externalAccounts).orderBy(externalAccounts.stripeExternalAccountId);
    return {
      snapshots: await db.select({ balance: balanceSnapshots.balance }).from(balanceSnapshots),
      accounts: accounts.map(({ defaultCurrency, payoutsEnabled, state }) => ({
        defaultCurrency,
        payoutsEnabled,
        state,
      })),
      banks: banks.map(({ currency, deletedAt, status }) => ({ currency, deletedAt, status })),
    };
  };

  it.each([
    ["The balance", "an amount beyond 2^53", "/v1/balance", tooLarge],
    ["The balance", "a currency of four letters", "/v1/balance", withEntry('{"amount":5,"currency":"usdc"}')],
    [
      "The account",
      "no default currency",
      "/v1/account",
      (body: string) => body.replace(/"default_currency":\s*"\w+"/, '"default_currency":null'),
    ],
    [
      "The bank accounts",
      "a currency of four letters",
      "/external_accounts",
      (body: string) => body.replace(/"currency":\s*"usd"/, '"currency":"usdc"'),
    ],
  ])("leaves %s out for %s, and the ledger is read all the same", async (what, _, path, change) => {
    rewrite = null;
    await sync();
    await world.owner.delete(balanceTransactions);
    const before = await facts();
    rewritten = path;
    rewrite = change;
    const logged = world.logLines.length;
    const run = await sync();
    rewrite = null;
    expect(run).toMatchObject({ state: "complete", errorCode: "unreadable_rows" });
    expect(run.errorMessage).toBe(`${what} cannot be kept exactly; what was known before is unchanged.`);
    expect(world.logLines.slice(logged).filter((line) => line.includes("cannot be kept exactly"))).toHaveLength(1);
    expect((await rows()).length).toBeGreaterThan(20);
    expect(await facts()).toEqual(before);
  });

  it("is still named when rows are left out as well", async () => {
    await world.owner.delete(balanceTransactions);
    rewritten = "/v1/balance";
    rewrite = (body) =>
      body.includes('"txn_') ? body.replace(/"amount":\s*-?\d+/, '"amount":9007199254740993') : tooLarge(body);
    const run = await sync();
    rewrite = null;
    expect(run.errorMessage).toMatch(/^The balance cannot be kept exactly; .*\. Rows were left out because .*txn_/);
  });

  it("is kept and no longer named once Stripe sends it right", async () => {
    expect(await sync()).toMatchObject({ state: "complete", errorCode: null, errorMessage: null });
  });
});
