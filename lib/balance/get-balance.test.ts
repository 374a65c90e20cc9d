import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { balanceSnapshots, connectedAccounts } from "@/db/schema";
import type { Account } from "../core/account";
import { toCurrency } from "../core/currency";
import { createWorld, type TestWorld } from "../testing";
import { getBalance } from "./get-balance";
import { invalidateBalance } from "./invalidate-balance";

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

const viewer = () => world.organization(0).as("viewer");
const usd = toCurrency("usd");
const balanceCalls = () => world.emulator.requests().filter((entry) => entry.path === "/v1/balance");
const stripeIsDown = () => world.emulator.setFaults([{ kind: "status", status: 500 }]);

describe("getBalance", () => {
  it("gives one account's balance as Stripe says it now", async () => {
    const balance = await getBalance(viewer(), { accountId: manual.stripeAccountId });
    const live = await world.services.stripeFor(manual.stripeAccountId).getBalance();
    expect(balance).toMatchObject({ isStale: false, asOf: world.services.now() });
    expect(balance.accounts).toEqual([
      { ...live, accountId: manual.stripeAccountId, asOf: world.services.now(), isStale: false },
    ]);
    expect(balance.totals.available).toEqual(live.available);
  });

  it("sums all accounts per currency when none is named", async () => {
    const { accounts, totals } = await getBalance(viewer(), {});
    expect(accounts.map((account) => account.accountId)).toEqual([manual.stripeAccountId, daily.stripeAccountId]);
    const sum = (pick: (account: (typeof accounts)[number]) => readonly { minor: bigint }[]) =>
      accounts.flatMap(pick).reduce((total, amount) => total + amount.minor, 0n);
    expect(totals.available).toEqual([{ minor: sum((account) => account.available), currency: usd }]);
    expect(totals.pending).toEqual([{ minor: sum((account) => account.pending), currency: usd }]);
    expect(totals.connectReserved).toEqual([]);
  });

  it("asks Stripe once for many readers within some seconds, and again after them", async () => {
    const read = () => getBalance(viewer(), { accountId: manual.stripeAccountId });
    await Promise.all([read(), read(), read()]);
    await read();
    expect(balanceCalls()).toHaveLength(1);
    await world.advance(15);
    await read();
    expect(balanceCalls()).toHaveLength(2);
  });

  it("asks Stripe again at once after money has moved", async () => {
    const read = () => getBalance(viewer(), { accountId: manual.stripeAccountId });
    const before = await read();
    world.emulator.runScenario("charge", manual.stripeAccountId, { amount: 10_000, available: true });
    expect((await read()).totals.available).toEqual(before.totals.available);
    invalidateBalance(manual.id);
    expect((await read()).totals.available[0]?.minor).toBeGreaterThan(before.totals.available[0]?.minor ?? 0n);
  });

  it("shows the last known balance, marked as stale, while Stripe is down", async () => {
    const known = await getBalance(viewer(), {});
    await world.advance(600);
    stripeIsDown();
    const stale = await getBalance(viewer(), {});
    expect(stale).toMatchObject({ isStale: true, asOf: known.asOf });
    expect(stale.totals).toEqual(known.totals);
    expect(world.logLines.join()).toContain("last one known");
  });

  it("leaves Stripe alone for some seconds after a failure", async () => {
    const read = () => getBalance(viewer(), { accountId: manual.stripeAccountId });
    await read();
    await world.advance(60);
    stripeIsDown();
    await read();
    const calls = balanceCalls().length;
    await read();
    expect(balanceCalls()).toHaveLength(calls);
    world.emulator.clearFaults();
    await world.advance(6);
    expect((await read()).isStale).toBe(false);
  });

  it("says that Stripe is not answering when no balance was ever read", async () => {
    stripeIsDown();
    await expect(getBalance(viewer(), {})).rejects.toMatchObject({ code: "stripe_unavailable" });
  });

  it("shows the last known balance of a disconnected account without asking", async () => {
    await getBalance(viewer(), { accountId: daily.stripeAccountId });
    await world.owner
      .update(connectedAccounts)
      .set({ state: "disconnected" })
      .where(eq(connectedAccounts.id, daily.id));
    await world.advance(60);
    const calls = balanceCalls().length;
    expect(await getBalance(viewer(), { accountId: daily.stripeAccountId })).toMatchObject({ isStale: true });
    expect(balanceCalls()).toHaveLength(calls);
    expect((await getBalance(viewer(), {})).accounts.map((account) => account.accountId)).toEqual([
      manual.stripeAccountId,
    ]);
  });

  it("keeps a snapshot per change and the moment it was last confirmed", async () => {
    const snapshots = () =>
      world.owner.select().from(balanceSnapshots).where(eq(balanceSnapshots.connectedAccountId, manual.id));
    const read = () => getBalance(viewer(), { accountId: manual.stripeAccountId });
    await read();
    const takenAt = world.services.now();
    await world.advance(20);
    await read();
    expect(await snapshots()).toMatchObject([{ takenAt, confirmedAt: world.services.now() }]);
    world.emulator.runScenario("charge", manual.stripeAccountId, { amount: 10_000 });
    await world.advance(20);
    await read();
    expect(await snapshots()).toHaveLength(2);
  });

  it("refuses strangers, unknown accounts, keys without the scope and organizations without accounts", async () => {
    const { stripeAccountId: accountId } = manual;
    await expect(getBalance(world.organization(1).as("owner"), { accountId })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(getBalance(viewer(), { accountId: "acct_none" })).rejects.toMatchObject({ code: "not_found" });
    await expect(getBalance(world.organization(0).asKey(["payouts:read"]), {})).rejects.toMatchObject({
      code: "insufficient_scope",
    });
    const empty = await createWorld({ connect: false });
    await expect(getBalance(empty.organization(0).as("viewer"), {})).rejects.toMatchObject({
      code: "no_connected_account",
    });
    await empty.close();
  });
});
