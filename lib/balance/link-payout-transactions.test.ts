import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { balanceTransactions } from "@/db/schema";
import type { Account } from "../core/account";
import { syncAccount } from "../sync/sync-account";
import { createWorld, type TestWorld } from "../testing";
import { linkPayoutTransactions } from "./link-payout-transactions";

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

const system = () => world.organization(0).asSystem("webhook");
const payoutOf = async (account: Account) => {
  const { rows } = await world.services.stripeFor(account.stripeAccountId).listPayouts({});
  const done = rows.find((row) => row.reconciliationStatus !== "in_progress");
  if (!done) throw new Error("The account has no payout.");
  return done.stripePayoutId;
};
const linked = (id: string) =>
  world.owner.select().from(balanceTransactions).where(eq(balanceTransactions.stripePayoutId, id));

describe("linkPayoutTransactions", () => {
  it("stores and ties the rows of a payout that were not seen before", async () => {
    const stripePayoutId = await payoutOf(daily);
    const count = await linkPayoutTransactions(system(), { account: daily, stripePayoutId });
    const rows = await linked(stripePayoutId);
    expect(rows).toHaveLength(count);
    expect(rows.reduce((sum, row) => sum + row.netAmount, 0n)).toBe(0n);
  });

  it("changes nothing when said twice, and survives the next sync", async () => {
    const stripePayoutId = await payoutOf(daily);
    await linkPayoutTransactions(system(), { account: daily, stripePayoutId });
    const before = await linked(stripePayoutId);
    await linkPayoutTransactions(system(), { account: daily, stripePayoutId });
    await syncAccount(system(), { accountId: daily.stripeAccountId, trigger: "cron", full: true });
    expect(await linked(stripePayoutId)).toEqual(before);
  });

  it("links a payout whole or not at all when the line breaks between its pages", async () => {
    world.emulator.runScenario("charge", daily.stripeAccountId, { amount: 1_000, count: 150 });
    await world.advance(14 * 86_400);
    await syncAccount(system(), { accountId: daily.stripeAccountId, trigger: "cron" });
    const rows = await world.owner.select().from(balanceTransactions);
    const sizes = Map.groupBy(rows, (row) => row.stripePayoutId);
    const [stripePayoutId] = [...sizes].find(([id, carried]) => id !== null && carried.length > 100) ?? [];
    if (!stripePayoutId) throw new Error("No payout fills more than a page.");
    await world.owner.update(balanceTransactions).set({ stripePayoutId: null });
    let pages = 0;
    const broken = linkPayoutTransactions(system(), {
      account: daily,
      stripePayoutId,
      fetchPage: (read) => (pages++ === 0 ? read() : Promise.reject(new Error("line broken"))),
    });
    await expect(broken).rejects.toThrow("line broken");
    expect(await linked(stripePayoutId)).toEqual([]);
    expect(await linkPayoutTransactions(system(), { account: daily, stripePayoutId })).toBeGreaterThan(100);
  });

  it("passes on that Stripe does not tell what a manual payout carried", async () => {
    const stripePayoutId = await payoutOf(manual);
    await expect(linkPayoutTransactions(system(), { account: manual, stripePayoutId })).rejects.toMatchObject({
      outcome: "refused",
    });
  });
});
