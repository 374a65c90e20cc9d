import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { balanceTransactions, payoutAllocations, payouts } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { insertTenant, payoutRow, type Tenant } from "@/db/testing-rows";
import { withOrg } from "@/db/with-org";
import { attributed, empty, hour, pay, proofs, prove, rowOf } from "./testing";
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

const add = (...rows: ReturnType<typeof rowOf>[]) => database.owner.insert(balanceTransactions).values(rows);
const payOut = (payout: Parameters<typeof pay>[2]) => pay(database.owner, ours, payout);
const change = (id: string, columns: Partial<typeof payouts.$inferInsert>) =>
  database.owner.update(payouts).set(columns).where(eq(payouts.stripePayoutId, id));
const all = () => attributed(database.owner, ours);

describe("settleAllocations", () => {
  it("uses rows in the order in which they become available, each once, and shares the last one", async () => {
    await add(
      rowOf(ours, "c", 300n, 2, { availableOn: hour(8) }),
      rowOf(ours, "a", 100n, 1),
      rowOf(ours, "b", 200n, 3, { availableOn: hour(5) }),
    );
    await payOut({ id: "po_1", amount: 250n, at: 10 });
    await payOut({ id: "po_2", amount: 350n, at: 11 });
    await prove(database, ours);
    expect(await all()).toEqual({ po_1: ["a 100", "b 150"], po_2: ["b 50", "c 300"] });
    expect((await proofs(database.owner, ours)).po_2).toMatchObject({
      state: "proved",
      expected: 350n,
      explained: 350n,
      unexplained: 0n,
      rowCount: 2,
    });
  });

  it("uses rows below zero as they come, so that more is taken from the others", async () => {
    await add(rowOf(ours, "refund", -80n, 1), rowOf(ours, "charge", 500n, 2), rowOf(ours, "fee", -20n, 3));
    await payOut({ id: "po_1", amount: 100n, at: 10 });
    await payOut({ id: "po_2", amount: 300n, at: 11 });
    await prove(database, ours);
    expect(await all()).toEqual({ po_1: ["refund -80", "charge 180"], po_2: ["charge 300"] });
    await add(rowOf(ours, "more", 10n, 12));
    await payOut({ id: "po_3", amount: 10n, at: 13 });
    await prove(database, ours);
    expect((await all()).po_3).toEqual(["charge 10"]);
  });

  it("decides between payouts and rows of one second by Stripe's ids", async () => {
    await add(rowOf(ours, "txn_B", 10n, 1), rowOf(ours, "txn_a", 10n, 1));
    await payOut({ id: "po_b", amount: 10n, at: 2 });
    await payOut({ id: "po_A", amount: 10n, at: 2 });
    await prove(database, ours);
    expect(await all()).toEqual({ po_A: ["txn_B 10"], po_b: ["txn_a 10"] });
  });

  it("lets only instant payouts have pending card money, after all that is available", async () => {
    const pending = { availableOn: hour(40) };
    await add(
      rowOf(ours, "soon", 100n, 2, { ...pending, type: "payment" }),
      rowOf(ours, "card", 100n, 2, pending),
      rowOf(ours, "ready", 100n, 3),
      rowOf(ours, "later", 100n, 20),
    );
    await payOut({ id: "po_1", amount: 150n, at: 10 });
    await prove(database, ours);
    expect(await all()).toEqual({});
    expect((await proofs(database.owner, ours)).po_1).toMatchObject({ state: "open", unexplained: 150n });
    await change("po_1", { method: "instant" });
    await prove(database, ours);
    expect(await all()).toEqual({ po_1: ["ready 100", "card 50"] });
  });

  it("sets the fee for an instant payout against it", async () => {
    await add(rowOf(ours, "a", 100n, 1), rowOf(ours, "b", 100n, 2));
    await payOut({ id: "po_1", amount: 100n, at: 10, method: "instant", fee: 1n });
    await prove(database, ours);
    expect(await all()).toEqual({ po_1: ["a 100", "b 1", "txn_po_1 -1"] });
    expect((await proofs(database.owner, ours)).po_1).toMatchObject({ state: "proved", explained: 100n });
  });

  it.each([
    ["failed", { status: "failed" }],
    ["canceled", { status: "canceled" }],
    ["fetched back", { reversedById: "po_back" }],
  ])("lets go of what a payout had when it has %s, and gives it to those after it", async (_, columns) => {
    await add(rowOf(ours, "a", 100n, 1), rowOf(ours, "b", 100n, 2), rowOf(ours, "c", 100n, 3));
    for (const [id, at] of [["po_1", 4] as const, ["po_2", 5] as const, ["po_3", 6] as const]) {
      await payOut({ id, amount: 100n, at });
    }
    await prove(database, ours);
    expect(await all()).toEqual({ po_1: ["a 100"], po_2: ["b 100"], po_3: ["c 100"] });
    await change("po_2", columns);
    const reversal = { stripePayoutId: "po_back", originalPayoutId: "po_2", amount: -100n, status: "paid" };
    if ("reversedById" in columns) {
      await database.owner.insert(payouts).values(payoutRow(ours, { ...reversal, created: hour(7) }));
    }
    await prove(database, ours);
    expect(await all()).toEqual({ po_1: ["a 100"], po_3: ["b 100"] });
    expect((await proofs(database.owner, ours)).po_2).toBeUndefined();
    if (!("reversedById" in columns)) return;
    // The bank would not give it back, so the money stayed away.
    await change("po_back", { status: "failed" });
    await prove(database, ours);
    expect(await all()).toEqual({ po_1: ["a 100"], po_2: ["b 100"], po_3: ["c 100"] });
  });

  it("waits until the ledger has been read up to the payout and its own row is there", async () => {
    await add(rowOf(ours, "a", 100n, 1));
    await payOut({ id: "po_1", amount: 100n, at: 10 });
    await prove(database, ours, 9);
    expect(await all()).toEqual({});
    expect((await proofs(database.owner, ours)).po_1).toMatchObject({ state: "open", explained: 0n, rowCount: 0 });
    const isOwn = eq(balanceTransactions.stripeBalanceTxnId, "txn_po_1");
    const [own] = await database.owner.delete(balanceTransactions).where(isOwn).returning();
    await prove(database, ours, 11);
    expect(await all()).toEqual({});
    if (own) await add(own);
    await prove(database, ours, 11);
    expect(await all()).toEqual({ po_1: ["a 100"] });
  });

  it("leaves alone what Stripe ties to an automatic payout, in other currencies, or holds in reserve", async () => {
    await add(
      rowOf(ours, "tied", 100n, 1, { stripePayoutId: "po_auto" }),
      rowOf(ours, "euros", 100n, 1, { currency: "eur" }),
      rowOf(ours, "reserve", 100n, 1, { balanceType: "risk_reserved" }),
      rowOf(ours, "mine", 100n, 2),
    );
    await payOut({ id: "po_1", amount: 100n, at: 10 });
    await prove(database, ours);
    expect(await all()).toEqual({ po_1: ["mine 100"] });
  });

  it("counts a returned automatic payout as money that can be paid out again", async () => {
    const failed = { stripePayoutId: "po_auto", automatic: true, status: "failed", reconciliationStatus: "completed" };
    await database.owner.insert(payouts).values(payoutRow(ours, { ...failed, created: hour(1) }));
    await add(rowOf(ours, "back", 100n, 2, { type: "payout_failure", sourceId: "po_auto" }));
    await payOut({ id: "po_1", amount: 60n, at: 10 });
    await prove(database, ours);
    expect(await all()).toEqual({ po_1: ["back 60"] });
  });

  it("draws a payout that Stripe counts in an automatic one from the rows of that", async () => {
    const scheduled = { automatic: true, reconciliationStatus: "completed", balanceTransactionId: "own" };
    await database.owner
      .insert(payouts)
      .values(payoutRow(ours, { ...scheduled, stripePayoutId: "po_auto", amount: 70n, created: hour(20) }));
    const link = { stripePayoutId: "po_auto" };
    await add(rowOf(ours, "a", 100n, 1, link), rowOf(ours, "free", 100n, 1));
    await add(rowOf(ours, "own", -70n, 20, { ...link, type: "payout", sourceId: "po_auto" }));
    await payOut({ id: "po_1", amount: 30n, at: 10 });
    await database.owner
      .update(balanceTransactions)
      .set(link)
      .where(eq(balanceTransactions.stripeBalanceTxnId, "txn_po_1"));
    await prove(database, ours);
    expect(await all()).toEqual({ po_1: ["a 30"] });
    expect((await proofs(database.owner, ours)).po_auto).toMatchObject({ state: "proved", rowCount: 2 });
  });

  it("begins anew only where something has changed, and notices what was done to its own rows", async () => {
    await add(...[1, 2, 3, 4].map((at) => rowOf(ours, `r${at}`, 100n, at)));
    for (const at of [1, 2, 3]) await payOut({ id: `po_${at}`, amount: 100n, at: at + 0.5 });
    await prove(database, ours);
    const before = await all();
    expect(before).toEqual({ po_1: ["r1 100"], po_2: ["r2 100"], po_3: ["r3 100"] });
    // Wrong on purpose, each in itself complete: a computation from the very beginning would mend it.
    const give = (row: string, payout: string | undefined) =>
      database.owner
        .update(payoutAllocations)
        .set({ payoutId: payout ?? "" })
        .where(eq(payoutAllocations.stripeBalanceTxnId, row));
    const kept = await proofs(database.owner, ours);
    await give("r1", kept.po_2?.payoutId);
    await give("r2", kept.po_1?.payoutId);
    await add(rowOf(ours, "late", 30n, 2.7));
    await prove(database, ours);
    expect(await all()).toEqual({ po_1: ["r2 100"], po_2: ["r1 100"], po_3: ["late 30", "r3 70"] });
    // With a row goes what was attributed of it, and the payout does not come out any more.
    await database.owner.delete(balanceTransactions).where(eq(balanceTransactions.stripeBalanceTxnId, "r2"));
    await add(rowOf(ours, "r2", 100n, 2));
    await prove(database, ours);
    expect(await all()).toEqual({ ...before, po_3: ["late 30", "r3 70"] });
  });

  it("comes to one outcome when two writers are at it at once, and touches no other organization", async () => {
    await add(...[1, 2, 3, 4, 5, 6].map((at) => rowOf(ours, `r${at}`, 100n, at)));
    await add(rowOf(theirs, "r1", 100n, 1));
    await pay(database.owner, theirs, { id: "po_1", amount: 100n, at: 2 });
    for (const at of [1, 2, 3]) await payOut({ id: `po_${at}`, amount: 200n, at: 10 + at });
    await prove(database, ours);
    const fail = (id: string) =>
      withOrg({ db: database.db, organizationId: ours.organizationId }, async (tx) => {
        const isPayout = and(eq(payouts.organizationId, ours.organizationId), eq(payouts.stripePayoutId, id));
        await tx.update(payouts).set({ status: "failed" }).where(isPayout);
        await touchProofs(tx, ours, { payouts: [id], isAttributionOpen: true, now: hour(20) });
      });
    await Promise.all([fail("po_1"), fail("po_2"), prove(database, ours)]);
    expect(await all()).toEqual({ po_3: ["r1 100", "r2 100"] });
    expect(await attributed(database.owner, theirs)).toEqual({});
    await prove(database, theirs);
    expect(await attributed(database.owner, theirs)).toEqual({ po_1: ["r1 100"] });
  });
});
