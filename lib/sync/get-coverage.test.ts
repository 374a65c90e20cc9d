import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectedAccounts, syncRuns, syncWindows } from "@/db/schema";
import { accountAt } from "../payouts/testing";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { getCoverage } from "./get-coverage";
import { syncAccount } from "./sync-account";

let world: TestWorld;
let ours: TestOrganization;
beforeAll(async () => {
  world = await createWorld();
  ours = world.organization(0);
});
afterAll(() => world.close());

const nothing = { asOf: null, completeFrom: null };
const sync = (index: number) =>
  syncAccount(ours.asSystem(), { accountId: accountAt(ours, index).stripeAccountId, trigger: "cron" });
const ledger = (index?: number) =>
  getCoverage(ours.as("viewer"), {
    resources: ["balance_transactions"],
    ...(index === undefined ? {} : { accountId: accountAt(ours, index).stripeAccountId }),
  });

describe("getCoverage", () => {
  it("knows of nothing before the first sync, and of no foreign account", async () => {
    expect(await ledger()).toEqual(nothing);
    const accountId = accountAt(world.organization(1)).stripeAccountId;
    for (const id of [accountId, "acct_unknown", "no id"]) {
      expect(await getCoverage(ours.as("viewer"), { accountId: id, resources: ["balance_transactions"] })).toEqual(
        nothing,
      );
    }
  });

  it("grows backwards during the first reading of a ledger", async () => {
    const account = accountAt(ours);
    const [passTo, reachedAt] = [world.services.now(), new Date(world.services.now().getTime() - 86_400_000)];
    const tenant = { organizationId: ours.organizationId, connectedAccountId: account.id };
    const [run] = await world.owner
      .insert(syncRuns)
      .values({
        ...tenant,
        trigger: "cron",
        state: "running",
        stage: "balance_transactions",
        startedAt: passTo,
        leaseUntil: passTo,
        reachedAt,
      })
      .returning();
    const window = { ...tenant, passFrom: new Date(0), passTo, runId: run?.id ?? null };
    await world.owner.insert(syncWindows).values({ ...window, resource: "balance_transactions" });
    expect(await ledger(0)).toEqual({ asOf: passTo, completeFrom: reachedAt });
    // The other account has not been read at all.
    expect(await ledger()).toEqual(nothing);
    await world.owner.delete(syncWindows);
    await world.owner.delete(syncRuns);
  });

  it("is the least complete account's, and the least complete list's", async () => {
    await sync(0);
    const first = await ledger(0);
    expect(first).toEqual({ asOf: expect.any(Date), completeFrom: null });
    expect(await ledger()).toEqual(nothing);
    await world.advance(3_600);
    await sync(1);
    expect((await ledger(1)).asOf?.getTime()).toBeGreaterThan(first.asOf?.getTime() ?? 0);
    expect(await ledger()).toEqual(first);
    const both = await getCoverage(ours.as("viewer"), { resources: ["balance_transactions", "payouts", "charges"] });
    expect(both).toEqual(first);
    await world.owner.delete(syncWindows).where(eq(syncWindows.resource, "payouts"));
    expect(await getCoverage(ours.as("viewer"), { resources: ["balance_transactions", "payouts"] })).toEqual(nothing);
  });

  it("leaves out accounts that have left, unless they are asked about themselves", async () => {
    const first = await ledger(0);
    const isFirst = eq(connectedAccounts.id, accountAt(ours).id);
    await world.owner.update(connectedAccounts).set({ state: "disconnected" }).where(isFirst);
    expect((await ledger()).asOf).toEqual((await ledger(1)).asOf);
    expect(await ledger(0)).toEqual(first);
  });
});
