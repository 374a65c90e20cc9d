import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { balanceTransactions, findings, payoutReconciliations, payouts } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { insertTenant, payoutRow, type Tenant } from "@/db/testing-rows";
import { withOrg } from "@/db/with-org";
import { empty, hour, proofs, prove, rowOf } from "./testing";
import { touchProofs } from "./touch-proofs";

let database: TestDatabase;
let ours: Tenant;
let theirs: Tenant;
beforeAll(async () => {
  database = await createTestDatabase();
  ours = await insertTenant(database.owner, "ours");
  theirs = await insertTenant(database.owner, "theirs");
});
afterAll(() => database.close());
beforeEach(() => empty(database.owner));

const automatic = { automatic: true, reconciliationStatus: "completed", status: "paid", created: hour(30) };

async function tied(tenant: Tenant, nets: readonly bigint[], change: Partial<typeof payouts.$inferInsert> = {}) {
  await database.owner
    .insert(payouts)
    .values(payoutRow(tenant, { ...automatic, amount: 900n, balanceTransactionId: "txn_own", ...change }));
  const link = { stripePayoutId: "po_1" };
  await database.owner
    .insert(balanceTransactions)
    .values([
      rowOf(tenant, "txn_own", -900n, 30, { ...link, type: "payout", sourceId: "po_1" }),
      ...nets.map((net, index) => rowOf(tenant, `txn_${index}`, net, index, link)),
    ]);
}
const found = () => database.owner.select().from(findings);

describe("checkProofs", () => {
  it("proves a payout by its transactions, whatever their type, without its own row", async () => {
    await tied(ours, [1_000n, -80n]);
    const odd = { stripePayoutId: "po_1", type: "moon_fee", reportingCategory: "moon" };
    await database.owner.insert(balanceTransactions).values(rowOf(ours, "txn_odd", -20n, 3, odd));
    await prove(database, ours);
    expect((await proofs(database.owner, ours)).po_1).toMatchObject({
      state: "proved",
      expected: 900n,
      explained: 900n,
      unexplained: 0n,
      rowCount: 3,
      checkedAt: hour(1_000),
    });
    expect(await found()).toEqual([]);
  });

  it("counts a minimum balance that is held back from the payout and names it as its source", async () => {
    await tied(ours, [1_000n]);
    const held = { stripePayoutId: "po_1", sourceId: "po_1", type: "payout_minimum_balance_hold" };
    await database.owner.insert(balanceTransactions).values(rowOf(ours, "txn_hold", -100n, 3, held));
    await prove(database, ours);
    expect((await proofs(database.owner, ours)).po_1).toMatchObject({ state: "proved", rowCount: 2 });
  });

  it.each([
    ["Stripe has not completed the list", [900n], { reconciliationStatus: "in_progress" }, { explained: 900n }],
  ])("is open while %s", async (_, nets, change, outcome) => {
    await tied(ours, nets, change);
    await prove(database, ours);
    expect((await proofs(database.owner, ours)).po_1).toMatchObject({ state: "open", ...outcome });
    expect(await found()).toEqual([]);
  });

  it("is open while no row has been tied to it, and differs when only its own is", async () => {
    await tied(ours, []);
    await prove(database, ours, 100);
    const nothing = { explained: 0n, unexplained: 900n, rowCount: 0 };
    expect((await proofs(database.owner, ours)).po_1).toMatchObject({ state: "differs", ...nothing });
    await database.owner.update(balanceTransactions).set({ stripePayoutId: null });
    await prove(database, ours, 101);
    expect((await proofs(database.owner, ours)).po_1).toMatchObject({ state: "open", ...nothing });
    expect(await found()).toMatchObject([{ amount: 900n, closedAt: hour(101) }]);
  });

  it("opens a finding for what is unexplained, follows it, and closes it once it comes out", async () => {
    await tied(ours, [1_000n, -80n]);
    await prove(database, ours, 100);
    expect((await proofs(database.owner, ours)).po_1).toMatchObject({ state: "differs", unexplained: -20n });
    const [opened] = await found();
    expect(opened).toMatchObject({ kind: "payout_unexplained", amount: -20n, currency: "usd", closedAt: null });

    await database.owner.insert(balanceTransactions).values(rowOf(ours, "txn_a", -15n, 3, { stripePayoutId: "po_1" }));
    await prove(database, ours, 101);
    expect(await found()).toMatchObject([{ id: opened?.id, amount: -5n, seenAt: hour(101), closedAt: null }]);

    await database.owner.insert(balanceTransactions).values(rowOf(ours, "txn_b", -5n, 3, { stripePayoutId: "po_1" }));
    await prove(database, ours, 102);
    expect(await found()).toMatchObject([{ id: opened?.id, closedAt: hour(102) }]);

    await database.owner.delete(balanceTransactions).where(eq(balanceTransactions.stripeBalanceTxnId, "txn_b"));
    await prove(database, ours, 103);
    expect((await found()).map(({ closedAt }) => closedAt)).toEqual([hour(102), null]);
  });

  it("writes nothing while nothing changes, except the time once a day", async () => {
    await tied(ours, [900n]);
    const version = async () => {
      const columns = { checkedAt: payoutReconciliations.checkedAt, version: payoutReconciliations.hash };
      return (await database.owner.select(columns).from(payoutReconciliations))[0];
    };
    await prove(database, ours, 100);
    const before = await version();
    await prove(database, ours, 124);
    expect(await version()).toEqual(before);
    await prove(database, ours, 125);
    expect(await version()).toEqual({ ...before, checkedAt: hour(125) });
  });

  it("gives another hash for other rows that come to the same", async () => {
    await tied(ours, [500n, 400n]);
    await prove(database, ours);
    const before = (await proofs(database.owner, ours)).po_1?.hash;
    for (const [id, net] of [
      ["txn_0", 600n],
      ["txn_1", 300n],
    ] as const) {
      const isRow = eq(balanceTransactions.stripeBalanceTxnId, id);
      await database.owner.update(balanceTransactions).set({ amount: net, netAmount: net }).where(isRow);
    }
    await prove(database, ours);
    expect((await proofs(database.owner, ours)).po_1?.hash).not.toBe(before);
  });

  it("looks at named payouts only, and never at another organization's of the same id", async () => {
    await tied(ours, [900n]);
    await tied(theirs, [800n]);
    const touch = { payouts: ["po_1"], isAttributionOpen: true, now: hour(50) };
    await withOrg({ db: database.db, organizationId: ours.organizationId }, (tx) => touchProofs(tx, ours, touch));
    expect(Object.keys(await proofs(database.owner, ours))).toEqual(["po_1"]);
    expect(await proofs(database.owner, theirs)).toEqual({});
    expect(await found()).toEqual([]);
    await withOrg({ db: database.db, organizationId: ours.organizationId }, (tx) => touchProofs(tx, theirs, touch));
    expect(await proofs(database.owner, theirs)).toEqual({});
  });

  it("is said several times in one transaction and done once, and not at all when that is undone", async () => {
    await tied(ours, [900n]);
    const undone = withOrg({ db: database.db, organizationId: ours.organizationId }, async (tx) => {
      for (const payouts of [["po_1"], ["po_2"], "all"] as const) {
        await touchProofs(tx, ours, { payouts, isAttributionOpen: false, now: hour(50) });
      }
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await proofs(database.owner, ours)).toEqual({});
  });
});
