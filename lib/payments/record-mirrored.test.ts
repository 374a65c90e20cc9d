import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { charges, customers, disputes, refunds, subscriptions } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { insertTenant, type Tenant } from "@/db/testing-rows";
import { withOrg } from "@/db/with-org";
import { chargeKind } from "./charge-kind";
import { customerKind } from "./customer-kind";
import { disputeKind } from "./dispute-kind";
import type { MirroredKind } from "./mirrored-kind";
import { chargeOf, customerOf, deletedCustomerOf, disputeOf, refundOf, subscriptionOf } from "./payment-samples";
import { recordMirrored } from "./record-mirrored";
import { refundKind } from "./refund-kind";
import { subscriptionKind } from "./subscription-kind";

let database: TestDatabase;
let ours: Tenant;
let theirs: Tenant;
beforeAll(async () => {
  database = await createTestDatabase();
  ours = await insertTenant(database.owner, "ours");
  theirs = await insertTenant(database.owner, "theirs");
});
afterAll(() => database.close());
beforeEach(async () => {
  for (const table of [charges, refunds, disputes, customers, subscriptions]) await database.owner.delete(table);
});

const noon = new Date("2026-11-24T12:00:00Z");
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

function record<T>(
  kind: MirroredKind<T>,
  rows: readonly T[],
  { at = noon, isNoted = false, tenant = ours }: { at?: Date; isNoted?: boolean; tenant?: Tenant } = {},
) {
  const scope = { db: database.db, organizationId: tenant.organizationId };
  return withOrg(scope, (tx) => recordMirrored(tx, tenant, kind, { rows, fetchedAt: at, isNoted }));
}
const storedCharges = () => database.owner.select().from(charges).orderBy(charges.stripeChargeId);

describe("recordMirrored", () => {
  it("keeps a charge exactly, whatever its texts hold", async () => {
    await record(chargeKind, [chargeOf()]);
    expect(await storedCharges()).toEqual([
      {
        ...ours,
        stripeChargeId: "ch_1",
        amount: 10_000n,
        amountCaptured: 10_000n,
        amountRefunded: 0n,
        currency: "usd",
        status: "succeeded",
        captured: true,
        refunded: false,
        disputed: false,
        stripeCustomerId: null,
        customerKey: "buyer@example.com",
        billingEmail: "Buyer@Example.com",
        billingName: 'Buyer "One", {1}',
        description: "Order back\\slash, NULL",
        paymentIntentId: "pi_1",
        methodType: "card",
        applicationFeeAmount: 1_000n,
        balanceTransactionId: "txn_1",
        sourceTransferId: null,
        failureCode: null,
        created: new Date("2026-11-22T14:00:03Z"),
        fetchedAt: noon,
        updatedAt: noon,
      },
    ]);
  });

  it("keeps refunds and disputes", async () => {
    await record(refundKind, [refundOf(), refundOf({ stripeRefundId: "re_2", status: null, stripeChargeId: null })]);
    await record(disputeKind, [disputeOf(), disputeOf({ stripeDisputeId: "du_2", dueAt: null, status: "moon" })]);
    expect(await database.owner.select().from(refunds).orderBy(refunds.stripeRefundId)).toMatchObject([
      { ...ours, stripeRefundId: "re_1", stripeChargeId: "ch_1", amount: 2_500n, status: "succeeded" },
      { ...ours, stripeRefundId: "re_2", stripeChargeId: null, status: null },
    ]);
    expect(await database.owner.select().from(disputes).orderBy(disputes.stripeDisputeId)).toMatchObject([
      { stripeDisputeId: "du_1", status: "needs_response", balanceTransactions: 1, dueBy: disputeOf().dueAt },
      { stripeDisputeId: "du_2", status: "moon", dueBy: null },
    ]);
  });

  it("keeps a subscription with its items, amounts as decimal text", async () => {
    await record(subscriptionKind, [subscriptionOf()]);
    expect(await database.owner.select().from(subscriptions)).toMatchObject([
      {
        ...ours,
        stripeSubscriptionId: "sub_1",
        stripeCustomerId: "cus_1",
        status: "active",
        currency: "usd",
        startDate: new Date("2026-02-03T00:00:00Z"),
        endedAt: null,
        cancelAtPeriodEnd: false,
        itemCount: 1,
        items: [
          {
            id: "si_1",
            priceId: "price_1",
            quantity: 3,
            unitAmount: "0.000125",
            interval: "month",
            currentPeriodStart: "2026-11-03T00:00:00.000Z",
            currentPeriodEnd: "2026-12-03T00:00:00.000Z",
          },
        ],
      },
    ]);
    const endedAt = new Date("2026-11-24T00:00:00Z");
    await record(subscriptionKind, [subscriptionOf({ status: "canceled", endedAt, items: [] })], { at: later(1) });
    expect(await database.owner.select().from(subscriptions)).toMatchObject([
      { status: "canceled", endedAt, items: [], itemCount: 0, updatedAt: later(1) },
    ]);
  });

  it("leaves an equal row alone, unless the moment is to be noted", async () => {
    await record(chargeKind, [chargeOf()]);
    await record(chargeKind, [chargeOf()], { at: later(1) });
    expect(await storedCharges()).toMatchObject([{ fetchedAt: noon, updatedAt: noon }]);
    await record(chargeKind, [chargeOf()], { at: later(2), isNoted: true });
    expect(await storedCharges()).toMatchObject([{ fetchedAt: later(2), updatedAt: noon }]);
    await record(chargeKind, [chargeOf({ amountRefundedMinor: 10_000n, isRefunded: true })], { at: later(3) });
    expect(await storedCharges()).toMatchObject([
      { amountRefunded: 10_000n, refunded: true, fetchedAt: later(3), updatedAt: later(3) },
    ]);
  });

  it("does not let an older answer replace a newer one", async () => {
    await record(disputeKind, [disputeOf({ status: "won", balanceTransactions: 2 })], { at: later(1) });
    await record(disputeKind, [disputeOf()], { at: noon });
    await record(disputeKind, [disputeOf()], { at: noon, isNoted: true });
    expect(await database.owner.select().from(disputes)).toMatchObject([{ status: "won", fetchedAt: later(1) }]);
    await record(disputeKind, [disputeOf({ status: "lost" })], { at: later(1) });
    expect(await database.owner.select().from(disputes)).toMatchObject([{ status: "lost" }]);
  });

  it("empties a deleted customer, keeps since when it was one, and lets nothing bring it back", async () => {
    await record(customerKind, [customerOf()]);
    await record(customerKind, [deletedCustomerOf("cus_1"), deletedCustomerOf("cus_2")], { at: later(1) });
    const gone = [
      { stripeCustomerId: "cus_1", email: null, name: null, created: customerOf().createdAt, deletedAt: later(1) },
      { stripeCustomerId: "cus_2", email: null, name: null, created: null, deletedAt: later(1) },
    ];
    const stored = () => database.owner.select().from(customers).orderBy(customers.stripeCustomerId);
    expect(await stored()).toMatchObject(gone);
    await record(customerKind, [deletedCustomerOf("cus_1")], { at: later(2) });
    await record(customerKind, [customerOf()], { at: later(3) });
    expect(await stored()).toMatchObject(gone);
  });

  it("takes the last of two equal ids in one page, and no rows at all", async () => {
    await record(chargeKind, []);
    await record(chargeKind, [chargeOf({ status: "pending" }), chargeOf(), chargeOf({ stripeChargeId: "ch_0" })]);
    expect(await storedCharges()).toMatchObject([
      { stripeChargeId: "ch_0" },
      { stripeChargeId: "ch_1", status: "succeeded" },
    ]);
  });

  it("keeps amounts to the last digit at both ends of what Stripe can send", async () => {
    const largest = BigInt(Number.MAX_SAFE_INTEGER);
    await record(chargeKind, [chargeOf({ amountMinor: largest, amountCapturedMinor: 0n, applicationFeeMinor: null })]);
    expect(await storedCharges()).toMatchObject([{ amount: largest, amountCaptured: 0n, applicationFeeAmount: null }]);
  });

  it("keeps a payment that came through the platform like others", async () => {
    const py = chargeOf({ stripeChargeId: "py_1", customerKey: "py_1", sourceTransferId: "tr_1", billingEmail: null });
    await record(chargeKind, [py]);
    expect(await storedCharges()).toMatchObject([{ stripeChargeId: "py_1", sourceTransferId: "tr_1" }]);
  });

  it("keeps the same id of two accounts apart, and reaches no row of a stranger", async () => {
    await record(chargeKind, [chargeOf()]);
    await record(chargeKind, [chargeOf({ status: "failed" })], { tenant: theirs, at: later(1) });
    const forged = { ...ours, organizationId: theirs.organizationId };
    await record(chargeKind, [chargeOf({ status: "failed" })], { tenant: forged, at: later(2) });
    await expect(record(chargeKind, [chargeOf({ stripeChargeId: "ch_2" })], { tenant: forged })).rejects.toThrow();
    const of = async ({ organizationId }: Tenant) =>
      database.owner.select({ status: charges.status }).from(charges).where(eq(charges.organizationId, organizationId));
    expect(await of(ours)).toEqual([{ status: "succeeded" }]);
    expect(await of(theirs)).toEqual([{ status: "failed" }]);
  });

  it("ends the same whatever the order in which answers arrive", async () => {
    const answers = [0, 1, 2, 3, 4].map((n) => ({
      at: later(n),
      row: chargeOf({ amountRefundedMinor: BigInt(n) * 100n }),
    }));
    for (const order of [
      [4, 0, 3, 1, 2],
      [0, 1, 2, 3, 4],
      [2, 2, 4, 4, 0],
      [3, 4, 0, 0, 1],
    ]) {
      await database.owner.delete(charges);
      for (const index of order) {
        const answer = answers[index];
        if (answer) await record(chargeKind, [answer.row], { at: answer.at });
      }
      expect(await storedCharges()).toMatchObject([{ amountRefunded: 400n, fetchedAt: later(4) }]);
    }
  });
});
