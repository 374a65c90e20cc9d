import type Stripe from "stripe";
import { beforeEach, describe, expect, it } from "vitest";
import { isPayoutDay } from "./automatic-payouts";
import { day, hour } from "./calendar";
import { createTinyWorld, refusalOf } from "./test-client";

let world: ReturnType<typeof createTinyWorld>;
beforeEach(() => {
  world = createTinyWorld();
});

async function newest(): Promise<Stripe.Payout> {
  const [payout] = (await world.stripe.payouts.list({ limit: 1 }, world.daily)).data;
  if (!payout) throw new Error("There is no payout.");
  return payout;
}

async function rowsOf(payout: string): Promise<Stripe.BalanceTransaction[]> {
  return (await world.stripe.balanceTransactions.list({ payout, limit: 100 }, world.daily)).data;
}

function sum(rows: Stripe.BalanceTransaction[]): number {
  return rows.reduce((total, row) => total + row.net, 0);
}

describe("an automatic payout", () => {
  it("is made late on a business day, for what settles until it arrives", async () => {
    await world.emulator.advance(12 * hour);
    const payout = await newest();
    expect(payout).toMatchObject({ automatic: true, amount: 4_325, reconciliation_status: "in_progress" });
    const row = await world.stripe.balanceTransactions.retrieve(String(payout.balance_transaction), {}, world.daily);
    expect(row).toMatchObject({ available_on: payout.arrival_date, status: "pending", net: -4_325 });
  });

  it("lists what it contains once it is reconciled, with its own row, which sums to zero", async () => {
    await world.emulator.advance(12 * hour);
    const { id } = await newest();
    await expect(rowsOf(id)).rejects.toMatchObject({ code: "payout_reconciliation_not_ready" });
    await world.emulator.advance(2 * day);
    const rows = await rowsOf(id);
    expect(rows.map((row) => row.type).toSorted()).toEqual(["charge", "payout"]);
    expect(sum(rows)).toBe(0);
    const types = (await world.stripe.events.list({ limit: 100 }, world.daily)).data.map((event) => event.type);
    expect(types).toContain("payout.reconciliation_completed");
  });

  it("is the only kind whose content can be listed", async () => {
    const [manual] = (await world.stripe.payouts.list({ limit: 1 }, world.manual)).data;
    expect(await refusalOf(world.stripe.balanceTransactions.list({ payout: manual?.id }, world.manual))).toBe("400");
  });

  it("is negative when the balance is, and takes the money from the bank", async () => {
    world.emulator.runScenario("negative_balance", world.daily.stripeAccount, { amount: 50_000 });
    await world.emulator.advance(12 * hour);
    expect((await newest()).amount).toBe(4_325 - 50_000);
    await world.emulator.advance(3 * day);
    expect(await newest()).toMatchObject({ status: "paid" });
    expect(world.emulator.verifyLedger().problems).toEqual([]);
  });

  it("stops after a failure until the bank account is replaced, and then takes the failed money along", async () => {
    world.emulator.runScenario("payout_fail_after_paid", world.daily.stripeAccount, { payout: (await newest()).id });
    await world.emulator.advance(3 * day);
    const failed = await newest();
    world.emulator.runScenario("charge", world.daily.stripeAccount, { amount: 10_000 });
    await world.emulator.advance(3 * day);
    expect((await newest()).id).toBe(failed.id);
    world.emulator.runScenario("external_account_replace", world.daily.stripeAccount);
    await world.emulator.advance(5 * day);
    const next = await newest();
    expect(next.id).not.toBe(failed.id);
    const rows = await rowsOf(next.id);
    expect(rows.map((row) => row.type)).toContain("payout_failure");
    expect(sum(rows)).toBe(0);
    expect(world.emulator.verifyLedger().problems).toEqual([]);
  });

  it("is lowered by a payout made by hand beside it", async () => {
    world.emulator.runScenario("charge", world.daily.stripeAccount, { amount: 10_000, available: true });
    await world.stripe.payouts.create({ amount: 1_000, currency: "usd" }, world.daily);
    await world.emulator.advance(12 * hour);
    expect((await newest()).amount).toBe(4_325 + 8_680 - 1_000);
  });

  it("leaves the minimum balance, by a pair of rows that moves nothing", async () => {
    await world.stripe.balanceSettings.update(
      { payments: { payouts: { minimum_balance_by_currency: { usd: 3_000 } } } },
      world.daily,
    );
    await world.emulator.advance(3 * day);
    const [payout] = (await world.stripe.payouts.list({ limit: 2 }, world.daily)).data.filter(
      (one) => one.amount === 1_325,
    );
    await world.emulator.advance(5 * day);
    const rows = await rowsOf(payout?.id ?? "");
    expect(rows.map((row) => row.type)).toContain("payout_minimum_balance_hold");
    expect(sum(rows)).toBe(0);
    expect(world.emulator.verifyLedger().problems).toEqual([]);
  });
});

describe("balance settings", () => {
  it("start and stop automatic payouts, with an event", async () => {
    const update = (interval: "daily" | "manual") =>
      world.stripe.balanceSettings.update({ payments: { payouts: { schedule: { interval } } } }, world.manual);
    await update("daily");
    await world.emulator.advance(12 * hour);
    const [payout] = (await world.stripe.payouts.list({ limit: 1 }, world.manual)).data;
    expect(payout?.automatic).toBe(true);
    await update("manual");
    world.emulator.runScenario("charge", world.manual.stripeAccount);
    await world.emulator.advance(5 * day);
    expect((await world.stripe.payouts.list({ limit: 1 }, world.manual)).data[0]?.id).toBe(payout?.id);
    const events = await world.stripe.events.list({ type: "balance_settings.updated" }, world.manual);
    expect(events.data).toHaveLength(2);
  });

  it("refuse a schedule without its days", async () => {
    const update = (schedule: object) =>
      refusalOf(world.stripe.balanceSettings.update({ payments: { payouts: { schedule } } }, world.manual));
    expect(await update({ interval: "weekly" })).toBe("parameter_missing");
    expect(await update({ interval: "monthly" })).toBe("parameter_missing");
    expect(await update({ interval: "daily", weekly_payout_days: ["monday"] })).toBe("400");
    expect(await update({ interval: "monthly", monthly_payout_days: [32] })).toBe("400");
    expect(await update({ interval: "yearly" })).toBe("400");
    expect(await update({ interval: "daily", hour: 3 })).toBe("parameter_unknown");
  });

  it("lengthen the settlement, and go back to the default with an empty string", async () => {
    const update = (delay: number | "") =>
      world.stripe.balanceSettings.update(
        { payments: { settlement_timing: { delay_days_override: delay } } },
        world.manual,
      );
    expect((await update(10)).payments.settlement_timing).toMatchObject({ delay_days: 10, delay_days_override: 10 });
    expect((await update("")).payments.settlement_timing.delay_days).toBe(2);
    await expect(update(32)).rejects.toMatchObject({ statusCode: 400 });
  });
});

describe("isPayoutDay", () => {
  const monday = Date.UTC(2026, 10, 30, 23, 50) / 1000;
  const daily = { interval: "daily", weekdays: [], monthDays: [] } as const;

  it("is every business day of a daily schedule", () => {
    const days = Array.from({ length: 7 }, (_, offset) =>
      isPayoutDay({ ...daily, weekdays: [], monthDays: [] }, monday + offset * day),
    );
    expect(days).toEqual([true, true, true, true, true, false, false]);
  });

  it("is the chosen weekdays, or dates, the last day of the month for those it lacks", () => {
    expect(isPayoutDay({ interval: "weekly", weekdays: ["monday"], monthDays: [] }, monday)).toBe(true);
    expect(isPayoutDay({ interval: "weekly", weekdays: ["friday"], monthDays: [] }, monday)).toBe(false);
    expect(isPayoutDay({ interval: "monthly", weekdays: [], monthDays: [31] }, monday)).toBe(true);
    expect(isPayoutDay({ interval: "monthly", weekdays: [], monthDays: [28] }, monday)).toBe(true);
    expect(isPayoutDay({ interval: "monthly", weekdays: [], monthDays: [15] }, monday)).toBe(false);
  });
});
