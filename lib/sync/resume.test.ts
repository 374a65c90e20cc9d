import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  balanceTransactions,
  charges,
  customers,
  disputes,
  ledgerWindows,
  refunds,
  subscriptions,
  syncRuns,
  syncWindows,
} from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Account } from "../core/account";
import { salesDifferences } from "../payments/testing";
import { createWorld, ledgerDifferences, type TestWorld } from "../testing";
import { writeForRun } from "./active-run";
import { claimRun } from "./claim-run";
import { syncAccount } from "./sync-account";

/** A process that dies answers nothing any more; what it had committed stays. */
const dead = new Promise<Response>(() => undefined);
/** Counts down per request of the process under test; at zero it dies before or after Stripe answered. */
let dying: { requestsLeft: number; isAfterAnswer: boolean; died: () => void } | null = null;

let world: TestWorld;
let account: Account;
beforeAll(async () => {
  world = await createWorld({
    intercept: async (request, next) => {
      if (dying === null) return next(request);
      if (dying.requestsLeft-- > 0) return next(request);
      if (dying.isAfterAnswer) await next(request);
      dying.died();
      return dead;
    },
  });
  const [, daily] = world.organization(0).accounts;
  if (!daily) throw new Error("The preset has fewer accounts.");
  account = daily;
  world.emulator.runScenario("charge", account.stripeAccountId, { amount: 1_000, count: 220 });
  world.emulator.runScenario("refund", account.stripeAccountId, {});
  world.emulator.runScenario("dispute_open", account.stripeAccountId, {});
});
afterAll(() => world.close());
beforeEach(async () => {
  dying = null;
  await forgetAll();
});

/** As before the first sync. */
async function forgetAll(): Promise<void> {
  const sold = [charges, refunds, disputes, customers, subscriptions];
  for (const table of [balanceTransactions, ledgerWindows, ...sold, syncRuns, syncWindows])
    await world.owner.delete(table);
}

const system = () => world.organization(0).asSystem();
const sync = (full = false) => syncAccount(system(), { accountId: account.stripeAccountId, trigger: "cron", full });
const letLeasesRunOut = () => world.owner.update(syncRuns).set({ leaseUntil: sql`now() - interval '1 second'` });

async function dieAtRequest(requestsLeft: number, isAfterAnswer: boolean): Promise<boolean> {
  let died: () => void = () => undefined;
  const death = new Promise<"died">((resolve) => {
    died = () => resolve("died");
  });
  dying = { requestsLeft, isAfterAnswer, died };
  const outcome = await Promise.race([death, sync()]);
  dying = null;
  return outcome === "died";
}

describe("a sync that is killed", () => {
  it("is taken up by the next one and ends exact, wherever it died", { timeout: 180_000 }, async () => {
    const whole = await sync();
    for (let point = 0; point < whole.requests; point += Math.max(1, Math.floor(whole.requests / 15))) {
      await forgetAll();
      expect(await dieAtRequest(point, point % 2 === 0)).toBe(true);
      const [left] = await world.owner.select().from(syncRuns);
      expect(left?.state).toBe("running");
      await letLeasesRunOut();
      const run = await sync();
      expect(run).toMatchObject({ id: left?.id, state: "complete" });
      expect(run.inserted).toBe(whole.inserted);
      expect(await ledgerDifferences(system(), account)).toEqual([]);
      expect(await salesDifferences(system(), account)).toEqual([]);
    }
  });

  it("repeats one page at most", async () => {
    const whole = await sync();
    for (const table of [balanceTransactions, ledgerWindows, syncWindows]) await world.owner.delete(table);
    // Four facts, then pages: it dies with two pages stored.
    await dieAtRequest(6, true);
    await letLeasesRunOut();
    const run = await sync();
    expect(run.pages).toBe(whole.pages);
    expect(run.unchanged).toBe(whole.unchanged);
  });

  it("may die several times over", async () => {
    for (const point of [1, 3, 2, 1, 4]) {
      expect(await dieAtRequest(point, true)).toBe(true);
      await letLeasesRunOut();
    }
    expect((await sync()).state).toBe("complete");
    expect(await ledgerDifferences(system(), account)).toEqual([]);
  });

  it("leaves the rows that came meanwhile to a pass of their own", async () => {
    await dieAtRequest(5, true);
    await world.owner.update(syncRuns).set({ state: "failed", finishedAt: world.services.now() });
    await world.advance(3 * 86_400);
    world.emulator.runScenario("charge", account.stripeAccountId, { amount: 2_000, count: 3 });
    const run = await sync();
    expect(run.state).toBe("complete");
    const [window] = await world.owner.select().from(syncWindows).where(sql`resource = 'balance_transactions'`);
    expect(window).toMatchObject({ watermark: run.startedAt, passTo: null, cursor: null });
    expect(await ledgerDifferences(system(), account)).toEqual([]);
  });
});

describe("the lease and the fence", () => {
  it("keep a holder thought dead from writing", async () => {
    const wish = { trigger: "cron", full: false, deadline: null } as const;
    const { active: stale } = await claimRun(system(), account, wish);
    if (!stale) throw new Error("The run was not claimed.");
    expect((await claimRun(system(), account, wish)).active).toBeNull();
    await letLeasesRunOut();
    const { active: taker, runId } = await claimRun(system(), account, wish);
    expect(taker).toMatchObject({ id: stale.id, fence: stale.fence + 1 });
    expect(runId).toBe(stale.id);
    let wrote = false;
    await expect(
      writeForRun(system(), stale, async () => {
        wrote = true;
        return {};
      }),
    ).rejects.toThrow("taken this sync over");
    expect(wrote).toBe(false);
  });

  it("give a run under way to whoever asks for more than it reads", async () => {
    const less = { trigger: "webhook", full: false, deadline: null } as const;
    const all = { trigger: "person", full: true, deadline: null } as const;
    const { active: first } = await claimRun(system(), account, less);
    const { active: second, runId } = await claimRun(world.organization(0).as("finance"), account, all);
    if (!first || !second) throw new Error("The run was not claimed.");
    expect(runId).toBe(first.id);
    await expect(writeForRun(system(), first, async () => ({}))).rejects.toThrow("taken this sync over");
    expect((await claimRun(system(), account, all)).active).toBeNull();
    expect(await world.owner.select().from(syncRuns)).toMatchObject([
      { full: true, trigger: "person", actor: expect.any(String), stage: "account" },
    ]);
  });

  it("let one of many claimers in", async () => {
    const wish = { trigger: "cron", full: false, deadline: null } as const;
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimRun(system(), account, wish)));
    expect(claims.filter((claim) => claim.active !== null)).toHaveLength(1);
    expect(new Set(claims.map((claim) => claim.runId)).size).toBe(1);
  });

  it("keep all that a lost holder tried to write in one piece with its loss", async () => {
    const { active } = await claimRun(system(), account, { trigger: "cron", full: false, deadline: null });
    if (!active) throw new Error("The run was not claimed.");
    await expect(
      writeForRun(system(), active, async (tx) => {
        await tx.update(syncRuns).set({ pages: 99 });
        throw new Error("broken in between");
      }),
    ).rejects.toThrow("broken in between");
    expect(await world.owner.select().from(syncRuns)).toMatchObject([{ pages: 0 }]);
  });

  it("widen a run left behind when all is asked for", async () => {
    await sync();
    await dieAtRequest(5, true);
    await letLeasesRunOut();
    const run = await sync(true);
    expect(run).toMatchObject({ full: true, state: "complete" });
    const windows = await withOrg(system(), (tx) => tx.select().from(syncWindows));
    expect(windows).toHaveLength(7);
    expect(windows.every(({ passTo, cursor }) => passTo === null && cursor === null)).toBe(true);
  });
});
