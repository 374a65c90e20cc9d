import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { balanceTransactions, ledgerRepairs, ledgerWindows } from "@/db/schema";
import type { Account } from "../core/account";
import type { SyncTrigger } from "../core/sync-run";
import { syncAccount } from "../sync/sync-account";
import { createWorld, ledgerDifferences, type TestWorld } from "../testing";

let world: TestWorld;
let account: Account;
let change: ((body: string) => string) | null = null;
beforeAll(async () => {
  world = await createWorld({
    intercept: async (request, next) => {
      const response = await next(request);
      if (!change || !request.url.includes("/v1/balance_transactions")) return response;
      return new Response(change(await response.text()), { status: response.status, headers: response.headers });
    },
  });
  const [manual] = world.organization(0).accounts;
  if (!manual) throw new Error("The preset has fewer accounts.");
  account = manual;
});
afterAll(() => world.close());

const sync = (trigger: SyncTrigger = "cron") =>
  syncAccount(world.organization(0).asSystem(), { accountId: account.stripeAccountId, trigger });
const listed = async () => {
  const windows = await world.owner.select().from(ledgerWindows);
  return windows.filter(({ listedAt }) => listedAt !== null && listedAt >= world.services.now()).length;
};

describe("relistOldest", () => {
  it("leaves what was read today, and what an event made read", async () => {
    await sync();
    await sync();
    expect(await listed()).toBe(0);
    await world.advance(86_400);
    await sync("webhook");
    expect(await listed()).toBe(0);
  });

  it("reads some days again every night, those first that were longest not read", async () => {
    await world.owner.execute(sql`
      update ledger_windows set listed_at = ${new Date(world.services.now().getTime() - 5 * 86_400_000).toISOString()}
      where starts_at <> (select max(starts_at) from ledger_windows)`);
    await sync();
    const windows = await world.owner.select().from(ledgerWindows);
    expect(await listed()).toBe(windows.length);
    await world.advance(3_600);
    await sync();
    expect(await listed()).toBe(0);
  });

  it("rewrites what Stripe has changed since, without any sign that it had", async () => {
    await world.advance(86_400);
    const [row] = await world.owner
      .select()
      .from(balanceTransactions)
      .where(eq(balanceTransactions.connectedAccountId, account.id))
      .orderBy(balanceTransactions.created);
    const id = row?.stripeBalanceTxnId ?? "";
    change = (body) =>
      body.replace(new RegExp(`("id":\\s*"${id}".*?"description":\\s*)(null|"[^"]*")`, "s"), '$1"Told anew"');
    await sync();
    const [now] = await world.owner
      .select()
      .from(balanceTransactions)
      .where(eq(balanceTransactions.stripeBalanceTxnId, id));
    change = null;
    if (now?.description !== "Told anew") throw new Error(`It says ${now?.description}.`);
    expect(await world.owner.select().from(ledgerRepairs)).toMatchObject([
      { inserted: 0, rewritten: 1, removed: 0, rows: [{ id, changed: ["description"] }] },
    ]);
  });

  it("keeps a row that Stripe lists and we cannot keep as it is", async () => {
    await world.advance(86_400);
    change = (body) => body.replace(/"amount":\s*-?\d+/g, '"amount":9007199254740993');
    const before = await world.owner.$count(balanceTransactions);
    await sync();
    change = null;
    expect(await world.owner.$count(balanceTransactions)).toBe(before);
    await world.advance(86_400);
    await sync();
    expect(await ledgerDifferences(world.organization(0).asSystem(), account)).toEqual([]);
  });
});
