import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { balanceTransactions, ledgerRepairs } from "@/db/schema";
import { createLedgerWorld, type LedgerWorld } from "./testing";

let ledger: LedgerWorld;
beforeAll(async () => {
  ledger = await createLedgerWorld();
});
afterAll(() => ledger.world.close());
beforeEach(() => ledger.world.owner.delete(ledgerRepairs));

describe("a row damaged by hand", () => {
  it.each([0, 1] as const)("is noticed when it was deleted, and added again (%i)", async (which) => {
    const row = (await ledger.oldAndNew())[which];
    await ledger.remove(row);
    const written = await ledger.expectMended();
    const now = { amount: row.amount.toString(), fee: row.fee.toString(), net: row.netAmount.toString() };
    expect(written[0]).toEqual({
      id: row.stripeBalanceTxnId,
      found: null,
      now: { ...now, currency: "usd", type: "charge" },
      changed: [],
    });
    expect(written.slice(1).every(({ changed }) => changed[0] === "payout")).toBe(true);
    await ledger.expectQuiet();
  });

  it.each<[string, 0 | 1, Partial<typeof balanceTransactions.$inferInsert>, string[]]>([
    ["amount", 0, { amount: 1n, netAmount: 1n, fee: 0n }, ["amount", "fee", "net"]],
    ["amount of a recent one", 1, { amount: 1n, netAmount: 1n, fee: 0n }, ["amount", "fee", "net"]],
    ["type", 0, { type: "payment", reportingCategory: "refund" }, ["type", "category"]],
    ["description of a recent one", 1, { description: "Nothing of the kind" }, ["description"]],
    ["day", 0, { created: new Date("2026-01-05T10:00:00Z") }, ["created"]],
    ["currency", 0, { currency: "eur" }, ["currency"]],
    ["balance type", 0, { balanceType: "issuing" }, ["balance type"]],
    ["availability", 0, { availableOn: new Date("2030-01-01T00:00:00Z") }, ["available on"]],
  ])("is noticed by its %s, and rewritten", async (_, which, to, changed) => {
    const row = (await ledger.oldAndNew())[which];
    await ledger.change(row, to);
    expect(await ledger.expectMended()).toEqual([
      {
        id: row.stripeBalanceTxnId,
        found: expect.objectContaining({ amount: (to.amount ?? row.amount).toString() }),
        now: expect.objectContaining({ amount: row.amount.toString(), currency: "usd", type: "charge" }),
        changed,
      },
    ]);
  });

  it("is noticed when amount and fee were shifted together", async () => {
    const [row] = await ledger.oldAndNew();
    await ledger.change(row, { amount: row.amount + 500n, fee: row.fee + 500n });
    expect(await ledger.expectMended()).toMatchObject([{ id: row.stripeBalanceTxnId, changed: ["amount", "fee"] }]);
  });

  it("is noticed when another one was damaged the other way round", async () => {
    const [row, other] = await ledger.oldAndNew();
    await ledger.change(row, { amount: row.amount + 777n, netAmount: row.netAmount + 777n });
    await ledger.change(other, { amount: other.amount - 777n, netAmount: other.netAmount - 777n });
    const ids = (await ledger.expectMended()).map(({ id }) => id).toSorted();
    expect(ids).toEqual([row.stripeBalanceTxnId, other.stripeBalanceTxnId].toSorted());
  });

  it("is noticed when it was invented, and removed", async () => {
    const [row] = await ledger.oldAndNew();
    const invented = { ...row, id: undefined, stripeBalanceTxnId: "txn_invented" };
    await ledger.world.owner.insert(balanceTransactions).values(invented);
    await ledger.world.owner
      .insert(balanceTransactions)
      .values({ ...invented, stripeBalanceTxnId: "txn_elsewhen", created: new Date("2025-03-01T00:00:00Z") });
    const written = await ledger.expectMended();
    expect(written.map(({ id, now }) => [id, now])).toEqual([
      ["txn_elsewhen", null],
      ["txn_invented", null],
    ]);
    await ledger.expectQuiet();
  });

  it("is noticed when a payout's row went with that of its return", async () => {
    const { stripeAccountId } = ledger.account;
    const before = (await ledger.rows()).length;
    ledger.world.emulator.runScenario("charge", stripeAccountId, { amount: 9_000, available: true });
    const payout = await ledger.world.services.stripeFor(stripeAccountId).createPayout(
      {
        amount: { minor: 500n, currency: ledger.account.defaultCurrency },
        method: "standard",
        description: null,
        destination: null,
        sourceType: null,
        statementDescriptor: null,
        metadata: {},
      },
      { idempotencyKey: "payout-and-its-return" },
    );
    await ledger.world.services
      .stripeFor(stripeAccountId)
      .cancelPayout(payout.stripePayoutId, { idempotencyKey: "back" });
    await ledger.sync();
    await ledger.remember();
    expect(await ledger.rows()).toHaveLength(before + 3);
    const pair = (await ledger.rows()).filter((row) => row.sourceId === payout.stripePayoutId);
    expect(pair.reduce((sum, row) => sum + row.netAmount, 0n)).toBe(0n);
    for (const row of pair) await ledger.remove(row);
    const written = await ledger.expectMended();
    expect(written.map(({ id }) => id).toSorted()).toEqual(pair.map((row) => row.stripeBalanceTxnId).toSorted());
  });

  it("is noticed whichever of many it is", async () => {
    await ledger.world.owner.execute(sql`delete from balance_transactions
      where connected_account_id = ${ledger.account.id} and stripe_balance_txn_id < 'txn_1M'`);
    await ledger.world.owner.execute(sql`update balance_transactions set description = 'x'
      where connected_account_id = ${ledger.account.id} and extract(epoch from created)::bigint % 3 = 0`);
    await ledger.expectMended();
  });
});

describe("a lost tie to a payout", () => {
  it("is made again, and written down", async () => {
    const [row] = await ledger.oldAndNew();
    await ledger.change(row, { stripePayoutId: null });
    expect(await ledger.expectMended()).toMatchObject([{ id: row.stripeBalanceTxnId, changed: ["payout"] }]);
  });

  it("is made again when sums do not tell, and a false one is undone", async () => {
    const [row] = await ledger.oldAndNew();
    const all = (await ledger.rows()).filter((one) => one.stripePayoutId === row.stripePayoutId);
    const free = (await ledger.rows()).find((one) => one.stripePayoutId === null);
    if (!free) throw new Error("The account has fewer rows.");
    for (const one of all) await ledger.change(one, { stripePayoutId: null });
    expect((await ledger.expectMended()).map(({ id }) => id).toSorted()).toEqual(
      all.map((one) => one.stripeBalanceTxnId).toSorted(),
    );
    await ledger.world.owner.delete(ledgerRepairs);
    await ledger.change(free, { stripePayoutId: row.stripePayoutId });
    expect(await ledger.expectMended()).toMatchObject([{ id: free.stripeBalanceTxnId, changed: ["payout"] }]);
  });
});
