import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { balanceTransactions, charges, disputes, refunds } from "@/db/schema";
import { accountAt } from "../payouts/testing";
import { syncAccount } from "../sync/sync-account";
import { handledEventTypes } from "./handlers";
import { storedEvent } from "./testing";
import { createSalesWorld, type SalesWorld } from "./testing-sales";

let sales: SalesWorld;
beforeAll(async () => {
  sales = await createSalesWorld();
});
beforeEach(() => sales.forget());
afterAll(() => sales.world.close());

const chargeRows = (id: unknown) =>
  sales.world.owner
    .select()
    .from(charges)
    .where(eq(charges.stripeChargeId, String(id)));
const ledgerOf = (source: unknown) =>
  sales.world.owner
    .select()
    .from(balanceTransactions)
    .where(eq(balanceTransactions.sourceId, String(source)));

describe("events about charges", () => {
  it.each([
    "charge.succeeded",
    "charge.captured",
    "charge.updated",
    "charge.pending",
    "charge.failed",
    "charge.expired",
    "charge.refunded",
  ])("store the charge as Stripe has it now, with its ledger row, for %s", async (type) => {
    const { id } = sales.scenario("charge", { amount: 7_700, email: "Buyer@Example.com" });
    const event = await sales.announce(type, { id, object: "charge", amount: 1, status: "whatever the event says" });
    expect(await sales.process()).toEqual({ done: 1, failed: 0, dead: 0 });
    expect(await storedEvent(sales.world, event.id)).toMatchObject({ state: "done", lastError: null });
    expect(await chargeRows(id)).toMatchObject([
      {
        organizationId: sales.ours.organizationId,
        amount: 7_700n,
        status: "succeeded",
        customerKey: "buyer@example.com",
      },
    ]);
    expect(await ledgerOf(id)).toMatchObject([{ amount: 7_700n }]);
  });

  it("store the connected account's side of a destination charge", async () => {
    const { id } = sales.scenario("charge", { amount: 2_000 });
    sales.answers.set(`/v1/charges/${id}`, (body) => ({
      ...JSON.parse(body),
      id: "py_1destination",
      source_transfer: "tr_1",
      billing_details: null,
      customer: null,
      payment_method_details: { type: "stripe_account" },
    }));
    await sales.announce("charge.succeeded", { id, object: "charge" });
    await sales.process();
    expect(await chargeRows("py_1destination")).toMatchObject([
      { sourceTransferId: "tr_1", customerKey: "py_1destination", methodType: "stripe_account" },
    ]);
  });

  it.each(["payment_intent.succeeded", "invoice_payment.paid"])("follow the hint of %s to the charge", async (type) => {
    const { id } = sales.scenario("charge", { amount: 3_300 });
    const hint = type === "invoice_payment.paid" ? { payment: { type: "charge", charge: id } } : { latest_charge: id };
    await sales.announce(type, { id: "hint_1", object: "hint", ...hint });
    await sales.announce(type, { id: "hint_2", object: "hint" });
    expect(await sales.process()).toEqual({ done: 2, failed: 0, dead: 0 });
    expect(await chargeRows(id)).toMatchObject([{ amount: 3_300n }]);
    expect(await ledgerOf(id)).toHaveLength(1);
  });

  it("leave an event dead whose charge the account does not have, and touch nobody else's", async () => {
    const foreign = accountAt(sales.world.organization(1));
    const { id } = sales.world.emulator.runScenario("charge", foreign.stripeAccountId, { amount: 5_000 });
    const event = await sales.announce("charge.succeeded", { id, object: "charge" });
    expect(await sales.process()).toEqual({ done: 0, failed: 0, dead: 1 });
    expect(await storedEvent(sales.world, event.id)).toMatchObject({
      state: "dead",
      organizationId: sales.ours.organizationId,
    });
    expect(await chargeRows(id)).toEqual([]);
    await sales.announce("charge.succeeded", { id, object: "charge" }, foreign.stripeAccountId);
    await sales.process();
    expect(await chargeRows(id)).toMatchObject([{ organizationId: sales.world.organization(1).organizationId }]);
  });

  it("fail visibly when they name nothing that could be an id", async () => {
    for (const id of [null, 5, "", "..", "ch_1/refunds", "ch_1?x"]) await sales.announce("charge.updated", { id });
    expect(await sales.process()).toEqual({ done: 0, failed: 6, dead: 0 });
    expect(await sales.world.owner.$count(charges, eq(charges.stripeChargeId, ".."))).toBe(0);
  });

  it("store the charge although the ledger cannot be read yet, and try again for the rows", async () => {
    const { id } = sales.scenario("charge", { amount: 4_400 });
    const event = await sales.announce("charge.succeeded", { id, object: "charge" });
    sales.world.emulator.setFaults([{ kind: "status", status: 500, path: "/v1/balance_transactions" }]);
    try {
      expect(await sales.process()).toMatchObject({ failed: 1 });
    } finally {
      sales.world.emulator.clearFaults();
    }
    expect(await chargeRows(id)).toMatchObject([{ amount: 4_400n }]);
    await sales.world.advance(61);
    await sales.process();
    expect(await storedEvent(sales.world, event.id)).toMatchObject({ state: "done", attempts: 2 });
    expect(await ledgerOf(id)).toHaveLength(1);
  });
});

describe("events about refunds and disputes", () => {
  it.each(["refund.created", "refund.updated", "refund.failed"])(
    "store the refund and its charge for %s",
    async (type) => {
      const { id: charge } = sales.scenario("charge", { amount: 9_000 });
      const { id } = sales.scenario("refund", { charge, amount: 1_500 });
      await sales.announce(type, { id, object: "refund", charge });
      expect(await sales.process()).toMatchObject({ done: 1 });
      const rows = await sales.world.owner
        .select()
        .from(refunds)
        .where(eq(refunds.stripeRefundId, String(id)));
      expect(rows).toMatchObject([
        { stripeChargeId: charge, amount: 1_500n, organizationId: sales.ours.organizationId },
      ]);
      expect(await chargeRows(charge)).toMatchObject([{ amountRefunded: 1_500n, refunded: false }]);
      expect(await ledgerOf(id)).toMatchObject([{ amount: -1_500n }]);
    },
  );

  it.each([
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.closed",
    "charge.dispute.funds_reinstated",
  ])("store the dispute and its charge for %s", async (type) => {
    const { id: charge } = sales.scenario("charge", { amount: 6_000 });
    const { id: dispute } = sales.scenario("dispute_open", { charge });
    const isOver = type.endsWith("closed") || type.endsWith("reinstated");
    if (isOver) sales.scenario("dispute_win", { dispute });
    await sales.announce(type, { id: dispute, object: "dispute", charge });
    expect(await sales.process()).toMatchObject({ done: 1 });
    const rows = await sales.world.owner
      .select()
      .from(disputes)
      .where(eq(disputes.stripeDisputeId, String(dispute)));
    expect(rows).toMatchObject([
      { status: isOver ? "won" : "needs_response", balanceTransactions: isOver ? 2 : 1, stripeChargeId: charge },
    ]);
    expect(await chargeRows(charge)).toMatchObject([{ disputed: true }]);
  });

  it("keep no sync waiting while Stripe is being asked", async () => {
    const { id: charge } = sales.scenario("charge", { amount: 6_000 });
    const { id: dispute } = sales.scenario("dispute_open", { charge });
    const { reached, release } = sales.hold(`/v1/charges/${charge}`);
    await sales.announce("charge.dispute.created", { id: dispute, object: "dispute", charge });
    const slow = sales.process();
    await reached;
    const ctx = sales.ours.asSystem();
    const run = await syncAccount(ctx, { accountId: sales.account.stripeAccountId, trigger: "cron", full: true });
    expect(run).toMatchObject({ state: "complete", errorCode: null });
    release();
    expect(await slow).toMatchObject({ done: 1 });
  });

  it("end in the same state in any order and however often they come", async () => {
    const { id: charge } = sales.scenario("charge", { amount: 6_000 });
    const { id: dispute } = sales.scenario("dispute_open", { charge });
    sales.scenario("dispute_lose", { dispute });
    const stored = async () => [
      await sales.world.owner.select().from(disputes).orderBy(disputes.stripeDisputeId),
      await chargeRows(charge),
    ];
    await sales.announce("charge.dispute.closed", { id: dispute, object: "dispute", charge });
    await sales.process();
    const settled = await stored();
    for (const type of ["charge.dispute.funds_withdrawn", "charge.dispute.created", "charge.dispute.closed"]) {
      await sales.announce(type, { id: dispute, object: "dispute", charge, status: "needs_response" });
    }
    await sales.process();
    expect(await stored()).toEqual(settled);
  });
});

it("are all tested here", () => {
  const told = handledEventTypes.filter((type) => /^(charge|refund|payment_intent|invoice_payment)\./.test(type));
  expect(told.filter((type) => !sales.told.has(type))).toEqual([]);
});
