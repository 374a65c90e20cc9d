import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditLog, balanceTransactions, ledgerChecks, ledgerRepairs, ledgerWindows, syncRuns } from "@/db/schema";
import { syncAccount } from "../sync/sync-account";
import { createLedgerWorld, type LedgerWorld } from "./testing";

let ledger: LedgerWorld;
let asked: ((path: string) => Promise<"dies" | "answers">) | null = null;
beforeAll(async () => {
  ledger = await createLedgerWorld({
    intercept: async (request, next) => {
      // A process that dies gets no answer any more.
      if (asked && (await asked(new URL(request.url).pathname)) === "dies")
        return new Promise<Response>(() => undefined);
      return next(request);
    },
  });
});
afterAll(() => ledger.world.close());
beforeEach(() => ledger.world.owner.delete(ledgerRepairs));
afterEach(() => {
  asked = null;
});

describe("mending", () => {
  it("is told to the audit log and the log, with the run that did it", async () => {
    const [row] = await ledger.oldAndNew();
    await ledger.remove(row);
    const logged = ledger.world.logLines.length;
    await ledger.expectMended();
    const [repair] = await ledger.repairs();
    expect(repair).toMatchObject({ ...ledger.scope, currency: "usd", inserted: 1, rewritten: 0, removed: 0 });
    const [run] = await ledger.world.owner
      .select()
      .from(syncRuns)
      .where(eq(syncRuns.id, repair?.runId ?? ""));
    expect(run).toMatchObject({ inserted: 1, state: "complete" });
    const lines = ledger.world.logLines.slice(logged).filter((line) => line.includes("The ledger was repaired."));
    expect(lines.some((line) => line.includes(ledger.account.stripeAccountId))).toBe(true);
    const audited = await ledger.world.owner.select().from(auditLog).where(eq(auditLog.action, "ledger.repair"));
    expect(audited.at(-1)).toMatchObject({ subject: ledger.account.stripeAccountId, actorKind: "system" });
  });

  it("asks for a few days only", async () => {
    const [row] = await ledger.oldAndNew();
    await ledger.change(row, { description: null });
    const before = ledger.world.emulator.requests().length;
    await ledger.sync();
    const pages = ledger.world.emulator.requests().slice(before);
    expect(pages.filter(({ path }) => path === "/v1/balance_transactions").length).toBeLessThanOrEqual(3);
    await ledger.expectMended();
  });

  it("notes what accounts hold that were read before anything was noted, once", async () => {
    await ledger.world.owner.delete(ledgerWindows).where(eq(ledgerWindows.connectedAccountId, ledger.account.id));
    expect(await ledger.expectMended()).toEqual([]);
    await ledger.expectQuiet();
  });

  it("finds the rest after its process has died, wherever that was", async () => {
    const [row, recent] = await ledger.oldAndNew();
    for (const left of [1, 2, 4]) {
      await ledger.remove(row);
      await ledger.change(recent, { amount: 3n, fee: 0n, netAmount: 3n });
      let listed = 0;
      const death = new Promise<void>((died) => {
        asked = async () => {
          listed++;
          if (listed < left + 4) return "answers";
          died();
          return "dies";
        };
      });
      ledger.sync().catch(() => undefined);
      await death;
      asked = null;
      await ledger.world.owner.update(syncRuns).set({ leaseUntil: sql`now() - interval '1 second'` });
      await ledger.expectMended();
    }
  });

  it("is done by one of two syncs at once", async () => {
    const [row] = await ledger.oldAndNew();
    await ledger.remove(row);
    await Promise.all([ledger.sync(), ledger.sync()]);
    const added = (await ledger.repairs()).filter(({ inserted }) => inserted > 0);
    expect(added).toHaveLength(1);
    await ledger.expectMended();
  });

  it("keeps a row that is stored while the list is on its way", async () => {
    const [, recent] = await ledger.oldAndNew();
    await ledger.change(recent, { description: "x" });
    const nothing = { amount: 0n, fee: 0n, netAmount: 0n };
    const late = { ...recent, ...nothing, id: undefined, stripeBalanceTxnId: "txn_late", stripePayoutId: null };
    let isIn = false;
    asked = async (path) => {
      if (!isIn && path === "/v1/balance_transactions") {
        isIn = true;
        await ledger.world.owner.insert(balanceTransactions).values(late);
      }
      return "answers";
    };
    await ledger.sync();
    const ofLate = eq(balanceTransactions.stripeBalanceTxnId, late.stripeBalanceTxnId);
    expect(await ledger.world.owner.select().from(balanceTransactions).where(ofLate)).toHaveLength(1);
    asked = null;
    await ledger.world.owner.delete(balanceTransactions).where(ofLate);
    await ledger.expectMended();
  });

  it("leaves other accounts and organizations alone", async () => {
    const [theirs] = ledger.world.organization(1).accounts;
    const ctx = ledger.world.organization(1).asSystem();
    await syncAccount(ctx, { accountId: theirs?.stripeAccountId, trigger: "cron" });
    const ofTheirs = () =>
      ledger.world.owner
        .select()
        .from(balanceTransactions)
        .where(eq(balanceTransactions.organizationId, ctx.organizationId))
        .orderBy(balanceTransactions.stripeBalanceTxnId);
    const [first] = await ofTheirs();
    if (!first) throw new Error("They have no rows.");
    await ledger.change(first, { description: "x" });
    const before = await ofTheirs();
    await ledger.remove((await ledger.oldAndNew())[0]);
    await ledger.expectMended();
    expect(await ofTheirs()).toEqual(before);
    expect((await ledger.repairs()).every((repair) => repair.organizationId === ledger.scope.organizationId)).toBe(
      true,
    );
    expect(await ledger.world.owner.select().from(ledgerChecks)).not.toEqual([]);
  });
});
