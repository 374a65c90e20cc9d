import { beforeEach, describe, expect, it } from "vitest";
import { day } from "./calendar";
import { createTinyWorld, refusalOf } from "./test-client";

let world: ReturnType<typeof createTinyWorld>;
beforeEach(() => {
  world = createTinyWorld();
});

function run(...[name, params]: [Parameters<typeof world.emulator.runScenario>[0], object?]): string {
  const { id } = world.emulator.runScenario(name, world.manual.stripeAccount, { ...params });
  return String(id);
}

async function rowsOf(source: string) {
  const { data } = await world.stripe.balanceTransactions.list({ source }, world.manual);
  return data.map(({ type, reporting_category, amount, fee, net }) => ({ type, reporting_category, amount, fee, net }));
}

describe("a scenario", () => {
  it("charges a card, with the platform's share", async () => {
    const id = run("charge", { amount: 10_000, email: "buyer@example.com" });
    const charge = await world.stripe.charges.retrieve(id, { expand: ["application_fee"] }, world.manual);
    expect(charge).toMatchObject({
      status: "succeeded",
      application_fee_amount: 1_000,
      application_fee: { amount: 1_000, account: world.manual.stripeAccount, charge: id },
      billing_details: { email: "buyer@example.com" },
    });
    expect(await rowsOf(id)).toEqual([
      { type: "charge", reporting_category: "charge", amount: 10_000, fee: 1_320, net: 8_680 },
    ]);
  });

  it("lets a bank debit bounce after it was booked", async () => {
    const id = run("charge_async_fail", { amount: 10_000 });
    const pending = await world.stripe.charges.retrieve(id, {}, world.manual);
    expect([pending.status, id.slice(0, 3)]).toEqual(["pending", "py_"]);
    await world.emulator.advance(7 * day);
    const failed = await world.stripe.charges.retrieve(id, {}, world.manual);
    expect(failed).toMatchObject({ status: "failed", paid: false, failure_code: "insufficient_funds" });
    expect((await rowsOf(id)).map(({ type }) => type)).toEqual(["payment_failure_refund", "payment"]);
  });

  it("refunds a charge in parts, with the platform's share, and not more than the whole", async () => {
    const charge = run("charge", { amount: 10_000 });
    const refund = run("refund", { charge, amount: 4_000 });
    expect(await rowsOf(refund)).toEqual([
      { type: "refund", reporting_category: "refund", amount: -4_000, fee: -400, net: -3_600 },
    ]);
    run("refund", { charge });
    expect(await world.stripe.charges.retrieve(charge, {}, world.manual)).toMatchObject({
      refunded: true,
      amount_refunded: 10_000,
    });
    expect(() => run("refund", { charge, amount: 1 })).toThrow("cannot be refunded");
  });

  it("disputes a charge, and wins or loses", async () => {
    run("charge", { amount: 2_000 });
    const won = run("dispute_open");
    expect(await rowsOf(won)).toEqual([
      { type: "adjustment", reporting_category: "dispute", amount: -2_000, fee: 1_500, net: -3_500 },
    ]);
    run("dispute_win", { dispute: won });
    const dispute = await world.stripe.disputes.retrieve(won, {}, world.manual);
    expect(dispute.status).toBe("won");
    expect(dispute.balance_transactions.map(({ net }) => net)).toEqual([-3_500, 2_000]);
    const lost = run("dispute_open");
    run("dispute_lose");
    expect((await world.stripe.disputes.retrieve(lost, {}, world.manual)).balance_transactions).toHaveLength(1);
    expect(() => run("dispute_win")).toThrow("no such open dispute");
  });

  it("makes the balance negative", async () => {
    run("negative_balance", { amount: 5_000 });
    const { available } = await world.stripe.balance.retrieve({}, world.manual);
    expect(available[0]?.amount).toBe(-5_000);
    const payout = world.stripe.payouts.create({ amount: 100, currency: "usd" }, world.manual);
    expect(await refusalOf(payout)).toBe("balance_insufficient");
  });

  it("lets a payout fail after it was paid, whether it exists yet or not", async () => {
    const made = run("payout_fail_after_paid", { code: "no_account", amount: 3_000 });
    await world.emulator.advance(120);
    expect((await world.stripe.payouts.retrieve(made, {}, world.manual)).status).toBe("paid");
    await world.emulator.advance(60);
    expect(await world.stripe.payouts.retrieve(made, {}, world.manual)).toMatchObject({
      status: "failed",
      failure_code: "no_account",
    });
    const [old] = (await world.stripe.payouts.list({ status: "paid" }, world.manual)).data;
    run("payout_fail_after_paid", { payout: old?.id });
    expect((await world.stripe.payouts.retrieve(old?.id ?? "", {}, world.manual)).status).toBe("failed");
    expect(world.emulator.verifyLedger().problems).toEqual([]);
  });

  it("breaks the default bank account and replaces it", async () => {
    run("external_account_error");
    const pay = () => refusalOf(world.stripe.payouts.create({ amount: 1_000, currency: "usd" }, world.manual));
    expect(await pay()).toBe("bank_account_unusable");
    const fresh = run("external_account_replace");
    expect(await pay()).toBe("none");
    const { data } = await world.stripe.accounts.listExternalAccounts(world.manual.stripeAccount, {});
    expect(data.filter((external) => external.default_for_currency).map(({ id }) => id)).toEqual([fresh]);
    const [, before] = (await world.stripe.payouts.list({ expand: ["data.destination"] }, world.manual)).data;
    expect(before?.destination).toMatchObject({ deleted: true });
  });
});
