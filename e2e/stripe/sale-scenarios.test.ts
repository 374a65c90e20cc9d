import { beforeEach, describe, expect, it } from "vitest";
import { day } from "./calendar";
import { exchangeRate } from "./currency";
import { createTinyWorld } from "./test-client";

let world: ReturnType<typeof createTinyWorld>;
beforeEach(() => {
  world = createTinyWorld();
});

type Run = Parameters<typeof world.emulator.runScenario>;
const run = (name: Run[0], params?: Run[2]) =>
  String(world.emulator.runScenario(name, world.manual.stripeAccount, params).id);
const charge = (id: string) => world.stripe.charges.retrieve(id, {}, world.manual);

async function rowsOf(source: string, account = world.manual.stripeAccount) {
  const { data } = await world.stripe.balanceTransactions.list({ source }, { stripeAccount: account });
  return data.map(({ type, reporting_category, amount, fee, net, currency }) =>
    [type, reporting_category, amount, fee, net, currency].join(" "),
  );
}

async function typesOf(object: string, options: { stripeAccount?: string } = world.manual): Promise<string[]> {
  const { data } = await world.stripe.events.list({ limit: 100 }, options);
  return data
    .filter((event) => "id" in event.data.object && event.data.object.id === object)
    .map(({ type }) => type)
    .toReversed();
}

describe("a charge", () => {
  it("is declined without a ledger row", async () => {
    const id = run("charge_fail", { email: "buyer@example.com" });
    expect(await charge(id)).toMatchObject({
      status: "failed",
      captured: false,
      amount_captured: 0,
      failure_code: "card_declined",
      balance_transaction: null,
    });
    expect(await rowsOf(id)).toEqual([]);
    expect(await typesOf(id)).toEqual(["charge.failed"]);
    expect(() => run("refund", { charge: id })).toThrow("has not succeeded");
  });

  it("is pending, then fails, and says so both times", async () => {
    const id = run("charge_async_fail");
    await world.emulator.advance(8 * day);
    expect(await typesOf(id)).toEqual(["charge.pending", "charge.failed"]);
    const paid = run("charge_async");
    await world.emulator.advance(8 * day);
    expect(await typesOf(paid)).toEqual(["charge.pending", "charge.succeeded"]);
  });

  it("is held on the card, and captured in part", async () => {
    const id = run("uncaptured", { amount: 8_000 });
    const held = await charge(id);
    expect(held).toMatchObject({ status: "succeeded", captured: false, amount_captured: 0, balance_transaction: null });
    const intent = String(held.payment_intent);
    const read = () => world.stripe.paymentIntents.retrieve(intent, {}, world.manual);
    expect(await read()).toMatchObject({ status: "requires_capture", amount_capturable: 8_000, amount_received: 0 });
    run("capture", { charge: id, amount: 6_000 });
    expect(await charge(id)).toMatchObject({ captured: true, amount: 8_000, amount_captured: 6_000 });
    expect(await read()).toMatchObject({ status: "succeeded", amount_received: 6_000 });
    expect(await rowsOf(id)).toEqual(["charge charge 6000 804 5196 usd"]);
    expect(await typesOf(id)).toEqual(["charge.succeeded", "charge.captured"]);
    expect(() => run("capture", { charge: id })).toThrow("nothing to capture");
    run("refund", { charge: id });
    expect(await charge(id)).toMatchObject({ refunded: true, amount_refunded: 6_000 });
  });

  it("expires when nobody captures it", async () => {
    const id = run("uncaptured");
    await world.emulator.advance(7 * day);
    expect(await charge(id)).toMatchObject({ captured: false, refunded: true, amount_captured: 0 });
    expect(await typesOf(id)).toEqual(["charge.succeeded", "charge.expired"]);
    expect(() => run("capture", { charge: id })).toThrow("nothing to capture");
  });

  it("is exchanged into the account's currency, with a fee for it", async () => {
    const rate = exchangeRate("eur", "usd");
    const id = run("fx_charge", { amount: 10_000, currency: "eur" });
    expect(await charge(id)).toMatchObject({ currency: "eur", amount_captured: 10_000, application_fee_amount: 1_000 });
    const worth = Math.round(10_000 * rate);
    const fees = Math.round(worth * 0.029 + 30) + Math.round(1_000 * rate);
    const conversion = -Math.round(worth * 0.01);
    expect(await rowsOf(id)).toEqual([
      `stripe_fx_fee fee ${conversion} 0 ${conversion} usd`,
      `charge charge ${worth} ${fees} ${worth - fees} usd`,
    ]);
    const rows = await world.stripe.balanceTransactions.list({ source: id, type: "charge" }, world.manual);
    expect(rows.data[0]?.exchange_rate).toBe(rate);
    const half = Math.round(5_000 * rate);
    const refund = run("refund", { charge: id, amount: 5_000 });
    expect(await world.stripe.refunds.retrieve(refund, {}, world.manual)).toMatchObject({
      amount: 5_000,
      currency: "eur",
    });
    expect((await rowsOf(refund))[0]).toContain(`refund refund -${half} `);
    const dispute = run("dispute_open", { charge: id });
    expect(await rowsOf(dispute)).toEqual([`adjustment dispute -${half} 1500 -${half + 1_500} usd`]);
    expect(world.emulator.verifyLedger().problems).toEqual([]);
  });
});

describe("a payment through the platform", () => {
  it("is a charge there, a transfer, and a payment without a customer here", async () => {
    const platform = world.emulator.world.platformId;
    const id = run("payment", { amount: 2_000, email: "buyer@example.com" });
    const payment = await charge(id);
    expect(payment).toMatchObject({
      customer: null,
      payment_intent: null,
      amount_captured: 2_000,
      application_fee_amount: 200,
      billing_details: { email: null },
      payment_method_details: { type: "stripe_account" },
    });
    expect(id).toMatch(/^py_/);
    expect(await rowsOf(id)).toEqual(["payment charge 2000 200 1800 usd"]);
    const transfer = await world.stripe.transfers.retrieve(String(payment.source_transfer));
    expect(transfer).toMatchObject({ amount: 2_000, destination: world.manual.stripeAccount, destination_payment: id });
    const origin = String(transfer.source_transaction);
    expect(await world.stripe.charges.retrieve(origin, {}, { stripeAccount: platform })).toMatchObject({
      amount: 2_000,
      transfer_data: { destination: world.manual.stripeAccount },
      billing_details: { email: "buyer@example.com" },
    });
    expect(await rowsOf(origin, platform)).toEqual(["charge charge 2000 88 1912 usd"]);
    expect(await rowsOf(transfer.id, platform)).toEqual(["transfer transfer -2000 0 -2000 usd"]);
    const fees = await world.stripe.applicationFees.list({ charge: id });
    expect(fees.data).toMatchObject([{ amount: 200, charge: id, originating_transaction: origin }]);
    expect(await typesOf(id)).toEqual(["charge.succeeded"]);
    expect(() => run("dispute_open", { charge: id })).toThrow("platform");
  });

  it("is given back by the platform", async () => {
    const platform = world.emulator.world.platformId;
    const id = run("payment", { amount: 2_000 });
    const refund = run("refund", { charge: id, amount: 500 });
    expect(await rowsOf(refund)).toEqual(["payment_refund refund -500 -50 -450 usd"]);
    const read = await world.stripe.refunds.retrieve(refund, {}, world.manual);
    expect(read).toMatchObject({ status: "succeeded", charge: id });
    const { source_transfer } = await charge(id);
    const transfer = await world.stripe.transfers.retrieve(String(source_transfer));
    expect(transfer).toMatchObject({
      amount_reversed: 500,
      reversals: { data: [{ destination_payment_refund: refund }] },
    });
    expect(read.source_transfer_reversal).toBe(transfer.reversals.data[0]?.id);
    const reversal = transfer.reversals.data[0]?.id ?? "";
    expect(await rowsOf(reversal, platform)).toEqual(["transfer_refund transfer_reversal 500 0 500 usd"]);
    expect(world.emulator.verifyLedger().problems).toEqual([]);
  });
});

describe("a refund", () => {
  it("comes back, and the charge counts as not refunded", async () => {
    const id = run("charge", { amount: 5_000 });
    const refund = run("refund", { charge: id });
    run("refund_fail", { refund });
    expect(await world.stripe.refunds.retrieve(refund, {}, world.manual)).toMatchObject({
      status: "failed",
      failure_reason: "lost_or_stolen_card",
    });
    expect(await rowsOf(refund)).toEqual([
      "refund_failure refund_failure 5000 0 5000 usd",
      "refund refund -5000 -500 -4500 usd",
    ]);
    expect(await charge(id)).toMatchObject({ refunded: false, amount_refunded: 0 });
    expect(await typesOf(refund)).toEqual(["refund.created", "refund.updated", "refund.failed"]);
    expect(() => run("refund_fail", { refund })).toThrow("cannot fail");
  });

  it("of a bank debit is pending for days", async () => {
    const id = run("charge_async");
    await world.emulator.advance(8 * day);
    const refund = run("refund", { charge: id });
    const status = async () => (await world.stripe.refunds.retrieve(refund, {}, world.manual)).status;
    expect(await status()).toBe("pending");
    await world.emulator.advance(3 * day);
    expect(await status()).toBe("succeeded");
    expect(await typesOf(refund)).toEqual(["refund.created", "refund.updated"]);
  });
});

describe("an inquiry", () => {
  it("moves no money", async () => {
    const dispute = run("inquiry_open");
    const read = () => world.stripe.disputes.retrieve(dispute, {}, world.manual);
    expect(await read()).toMatchObject({ status: "warning_needs_response", balance_transactions: [] });
    run("inquiry_close", { dispute });
    expect((await read()).status).toBe("warning_closed");
    expect(await typesOf(dispute)).toEqual(["charge.dispute.created", "charge.dispute.closed"]);
  });
});

describe("a dispute", () => {
  it("tells of every step", async () => {
    const dispute = run("dispute_open");
    run("dispute_win", { dispute });
    expect(await typesOf(dispute)).toEqual([
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
      "charge.dispute.funds_reinstated",
      "charge.dispute.closed",
    ]);
  });
});
