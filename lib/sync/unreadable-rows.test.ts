import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { balanceSnapshots, balanceTransactions } from "@/db/schema";
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

const rows = () => world.services.db.select().from(balanceTransactions);
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
    await world.services.db.delete(balanceTransactions);
    rewrite = (body) => body.replace(/"net":\s*(-?\d+)/, (_, net) => `"net":${Number(net) + 1}`);
    const run = await sync();
    expect(run.errorMessage).toMatch(/is not -?\d+ minus -?\d+\./);
  });

  it("is not one of a kind that nobody knows yet", async () => {
    await world.services.db.delete(balanceTransactions);
    rewrite = (body) => body.replace(/"type":\s*"charge"/, '"type":"moon_fee"').replace('"usd"', '"xyz"');
    expect(await sync()).toMatchObject({ state: "complete", errorCode: null });
    const found = await world.services.db
      .select()
      .from(balanceTransactions)
      .where(eq(balanceTransactions.type, "moon_fee"));
    expect(found).toHaveLength(1);
  });
});

describe("a fact about the account that cannot be kept exactly", () => {
  it.each([
    [
      "/v1/balance",
      "an amount beyond 2^53",
      '"available":[{"amount":9007199254740993,"currency":"idr"},',
      "The balance",
    ],
    ["/v1/balance", "a currency of four letters", '"available":[{"amount":5,"currency":"usdc"},', "The balance"],
  ])("is left out of %s for %s, and the ledger is read all the same", async (path, _, entry, what) => {
    await world.services.db.delete(balanceTransactions);
    const before = await world.services.db.select().from(balanceSnapshots);
    rewritten = path;
    rewrite = (body) => body.replace(/"available":\s*\[/, entry);
    const run = await sync();
    rewrite = null;
    expect(run).toMatchObject({ state: "complete", errorCode: "unreadable_rows" });
    expect(run.errorMessage).toBe(`${what} was left out because it cannot be kept exactly.`);
    expect((await rows()).length).toBeGreaterThan(20);
    expect(await world.services.db.select().from(balanceSnapshots)).toEqual(before);
  });
});
