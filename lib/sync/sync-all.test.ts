import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { balanceTransactions, connectedAccounts, ledgerWindows, syncRuns, syncWindows } from "@/db/schema";
import { createWorld, ledgerDifferences, type TestWorld } from "../testing";
import { syncAll } from "./sync-all";

const minuteMs = 60_000;
let world: TestWorld;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.emulator.clearFaults();
  for (const table of [balanceTransactions, ledgerWindows, syncRuns, syncWindows]) await world.owner.delete(table);
  await world.owner.update(connectedAccounts).set({ state: "active", livemode: false });
});

const accounts = () =>
  world.organizations.flatMap((organization) =>
    organization.accounts.map((account) => ({ account, ctx: organization.asSystem() })),
  );

describe("syncAll", () => {
  it("brings every account of every organization up to date", async () => {
    const result = await syncAll(world.services, { budgetMs: minuteMs });
    const rows = await world.owner.select().from(balanceTransactions);
    expect(result).toEqual({ accounts: 3, synced: rows.length, failed: 0 });
    for (const { account, ctx } of accounts()) expect(await ledgerDifferences(ctx, account)).toEqual([]);
    expect(new Set(rows.map((row) => row.organizationId)).size).toBe(2);
  });

  it("does the work once when called many times at once", async () => {
    await Promise.all([1, 2, 3].map(() => syncAll(world.services, { budgetMs: minuteMs })));
    for (const { account, ctx } of accounts()) expect(await ledgerDifferences(ctx, account)).toEqual([]);
    const runs = await world.owner.select().from(syncRuns);
    expect(runs.every((run) => run.state === "complete")).toBe(true);
  });

  it("counts a failing account and goes on with the others", async () => {
    const [first] = accounts();
    const account = first?.account.stripeAccountId ?? "";
    world.emulator.setFaults([{ kind: "status", status: 500, account }]);
    expect(await syncAll(world.services, { budgetMs: minuteMs })).toMatchObject({ accounts: 3, failed: 1 });
    const complete = (await world.owner.select().from(syncRuns)).filter((run) => run.state === "complete");
    expect(complete).toHaveLength(2);
  });

  it("leaves disconnected accounts and those of the other mode alone", async () => {
    const [first, second] = accounts();
    const db = world.owner;
    await db
      .update(connectedAccounts)
      .set({ state: "disconnected" })
      .where(eq(connectedAccounts.id, first?.account.id ?? ""));
    await db
      .update(connectedAccounts)
      .set({ livemode: true })
      .where(eq(connectedAccounts.id, second?.account.id ?? ""));
    expect(await syncAll(world.services, { budgetMs: minuteMs })).toMatchObject({ accounts: 1, failed: 0 });
  });

  it("takes up nothing when there is no time", async () => {
    expect(await syncAll(world.services, { budgetMs: 0 })).toEqual({ accounts: 0, synced: 0, failed: 0 });
  });

  it("goes on with what is oldest, so that short calls reach every account", async () => {
    world.emulator.setFaults([{ kind: "latency", ms: 15 }]);
    for (let call = 0; call < 150; call++) {
      await syncAll(world.services, { budgetMs: 150 });
      const runs = await world.owner.select().from(syncRuns);
      if (new Set(runs.filter((run) => run.state === "complete").map((run) => run.connectedAccountId)).size === 3)
        break;
    }
    world.emulator.clearFaults();
    for (const { account, ctx } of accounts()) expect(await ledgerDifferences(ctx, account)).toEqual([]);
  });
});
