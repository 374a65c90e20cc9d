import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectedAccounts } from "@/db/schema";
import { accountRow, type Tenant } from "@/db/testing-rows";
import type { Actor } from "../core/access";
import { toConnectedAccountId } from "../core/ids";
import { feeReportInput } from "../core/report-input";
import { getFeeReport } from "./get-fee-report";
import { createReportWorld, type ReportWorld } from "./testing";

let world: ReportWorld;
let mine: Tenant;
let second: Tenant;
let secondStripeId: string;
let other: Tenant;

beforeAll(async () => {
  world = await createReportWorld("2026-11-22T12:00:00Z");
  mine = await world.addTenant("mine");
  other = await world.addTenant("other");
  const row = accountRow(mine.organizationId, { defaultCurrency: "eur" });
  secondStripeId = row.stripeAccountId;
  const [account] = await world.db.insert(connectedAccounts).values(row).returning({ id: connectedAccounts.id });
  second = { ...mine, connectedAccountId: toConnectedAccountId(account?.id ?? "") };

  // Three sales, of which the first two are refunded: one in full with the platform's share, one by a third.
  await world.charge(mine, "ch_1", { at: "2026-11-02T10:00:00Z", amount: 10_000n, balanceTransactionId: "txn_1" });
  await world.charge(mine, "ch_2", { at: "2026-11-03T10:00:00Z", amount: 9_000n, balanceTransactionId: "txn_2" });
  await world.charge(mine, "ch_3", { at: "2026-11-09T10:00:00Z", amount: 1_000n, balanceTransactionId: "txn_3" });
  await world.charge(mine, "ch_4", { at: "2026-11-09T10:00:00Z", amount: 5_000n, status: "failed" });
  const sale = [
    ["stripe_fee", 320n],
    ["tax", 61n],
    ["application_fee", 1_000n],
  ] as const;
  await world.transaction(mine, "txn_1", { at: "2026-11-02T10:00:00Z", fees: sale });
  await world.transaction(mine, "txn_2", { at: "2026-11-03T10:00:00Z", amount: 9_000n, fees: [["stripe_fee", 290n]] });
  const strange = [
    ["payment_method_passthrough_fee", 10n],
    ["withheld_tax", 7n],
    ["carbon_fee", 3n],
  ] as const;
  await world.transaction(mine, "txn_3", { at: "2026-11-09T10:00:00Z", amount: 1_000n, fees: strange });

  const refund = { type: "refund", reportingCategory: "refund", sourceId: "re" };
  await world.refund(mine, "re_1", {
    at: "2026-11-10T10:00:00Z",
    amount: 10_000n,
    stripeChargeId: "ch_1",
    balanceTransactionId: "txn_4",
  });
  const returned = [
    ["application_fee", -1_000n],
    ["tax", -61n],
    ["stripe_fee", -20n],
  ] as const;
  await world.transaction(mine, "txn_4", { at: "2026-11-10T10:00:00Z", ...refund, amount: -10_000n, fees: returned });
  await world.refund(mine, "re_2", {
    at: "2026-11-11T10:00:00Z",
    amount: 3_000n,
    stripeChargeId: "ch_2",
    balanceTransactionId: "txn_5",
  });
  await world.transaction(mine, "txn_5", { at: "2026-11-11T10:00:00Z", ...refund, amount: -3_000n });
  await world.refund(mine, "re_3", {
    at: "2026-11-11T10:00:00Z",
    amount: 3_000n,
    status: "failed",
    stripeChargeId: "ch_2",
    balanceTransactionId: "txn_5",
  });

  // On their way without a row of their own yet: of three cents and of one, half.
  for (const [id, fee] of [
    ["5", 3n],
    ["6", 1n],
  ] as const) {
    const sale = { at: "2026-10-20T10:00:00Z", amount: 4n };
    await world.charge(second, `ch_${id}`, { ...sale, balanceTransactionId: `txn_${id}` });
    await world.transaction(second, `txn_${id}`, { ...sale, fees: [["stripe_fee", fee]] });
    await world.refund(second, `re_${id}`, {
      at: "2026-10-21T10:00:00Z",
      amount: 2n,
      status: "pending",
      stripeChargeId: `ch_${id}`,
    });
  }

  // A dispute's fee, and rows that are fees as a whole; one of them came back.
  const dispute = { type: "adjustment", reportingCategory: "dispute", amount: -1_000n };
  await world.transaction(mine, "txn_6", { at: "2026-11-12T10:00:00Z", ...dispute, fees: [["stripe_fee", 1_500n]] });
  const rows: [id: string, type: string, category: string, amount: bigint][] = [
    ["txn_7", "stripe_fee", "fee", -200n],
    ["txn_8", "stripe_fx_fee", "fee", -40n],
    ["txn_9", "tax_fee", "tax", -30n],
    ["txn_10", "network_cost", "network_cost", -5n],
    ["txn_11", "fee_of_2030", "fee", 2n],
    ["txn_12", "payout", "payout", -5_000n],
  ];
  for (const [id, type, reportingCategory, amount] of rows) {
    await world.transaction(mine, id, { at: "2026-11-16T10:00:00Z", type, reportingCategory, amount });
  }
  await world.transaction(second, "txn_1", { at: "2026-11-02T10:00:00Z", currency: "eur", fees: [["tax", 9n]] });
  await world.transaction(second, "txn_2", { at: "2026-11-02T10:00:00Z", fees: [["stripe_fee", 100n]] });
  await world.transaction(other, "txn_1", { at: "2026-11-02T10:00:00Z", fees: [["stripe_fee", 77_777n]] });
  await world.charge(other, "ch_1", { at: "2026-11-02T10:00:00Z", amount: 77_777n });
  await world.transaction(other, "txn_2", { at: "2026-11-02T10:00:00Z", currency: "gbp", fees: [["tax", 7n]] });
});
afterAll(() => world.close());

const november = { startDate: "2026-11-01", endDate: "2026-11-30" };

function report(query: Record<string, string>, tenant = mine) {
  return getFeeReport(world.contextOf(tenant), feeReportInput.parse(query));
}

describe("getFeeReport", () => {
  it("puts each fee in one field, which add up to the total", async () => {
    expect(await report(november)).toMatchObject({
      // 320 + 290 + 10, the dispute's 1,500, 200 and 5 as rows, and 100 of the second account
      processingFees: 2_425n,
      // 1,000, all of which came back
      applicationFees: 0n,
      refundFees: -20n,
      fxFees: 40n,
      // 61 - 61 + 7 + 30
      taxes: 37n,
      // 3 - 2
      otherFees: 1n,
      total: 2_483n,
      currency: "usd",
      gross: 20_000n,
      payments: 3,
      effectiveRate: 0.12415,
      count: 17,
      groupBy: null,
      periods: [],
      otherCurrencies: ["eur"],
    });
  });

  it("names what it is made of by Stripe's own words, the dearest first", async () => {
    const { breakdown, total, count } = await report(november);
    expect(breakdown.map(({ type, category, kind, amount, count }) => [type, category, kind, amount, count])).toEqual([
      ["stripe_fee", "dispute", "processingFees", 1_500n, 1],
      ["application_fee", "charge", "applicationFees", 1_000n, 1],
      ["stripe_fee", "charge", "processingFees", 710n, 3],
      ["stripe_fee", "fee", "processingFees", 200n, 1],
      ["tax", "charge", "taxes", 61n, 1],
      ["stripe_fx_fee", "fee", "fxFees", 40n, 1],
      ["tax_fee", "tax", "taxes", 30n, 1],
      ["payment_method_passthrough_fee", "charge", "processingFees", 10n, 1],
      ["withheld_tax", "charge", "taxes", 7n, 1],
      ["network_cost", "network_cost", "processingFees", 5n, 1],
      ["carbon_fee", "charge", "otherFees", 3n, 1],
      ["fee_of_2030", "fee", "otherFees", -2n, 1],
      ["stripe_fee", "refund", "refundFees", -20n, 1],
      ["tax", "refund", "taxes", -61n, 1],
      ["application_fee", "refund", "applicationFees", -1_000n, 1],
    ]);
    expect(breakdown.reduce((sum, line) => sum + line.amount, 0n)).toBe(total);
    expect(breakdown.reduce((sum, line) => sum + line.count, 0)).toBe(count);
  });

  it("tells beside the total what was kept of refunded sales", async () => {
    // All of 381 less the 81 that came back, and a third of 290, which is 96.67.
    expect((await report(november)).notReturned).toBe(397n);
    expect((await report({ startDate: "2026-11-11", endDate: "2026-11-11" })).notReturned).toBe(97n);
  });

  it("rounds what was kept half to even, also of a refund that has no row yet", async () => {
    const october = { startDate: "2026-10-01", endDate: "2026-10-31", currency: "usd" };
    expect(await report(october)).toMatchObject({ total: 4n, notReturned: 2n });
  });

  it("divides them by periods on request", async () => {
    const { periods, total } = await report({ ...november, groupBy: "week" });
    expect(periods.map(({ date, total, gross }) => [date, total, gross])).toEqual([
      ["2026-11-01", 0n, 0n],
      ["2026-11-02", 1_771n, 19_000n],
      ["2026-11-09", 439n, 1_000n],
      ["2026-11-16", 273n, 0n],
      ["2026-11-23", 0n, 0n],
      ["2026-11-30", 0n, 0n],
    ]);
    expect(periods.reduce((sum, period) => sum + period.total, 0n)).toBe(total);
    for (const { total, processingFees, applicationFees, refundFees, fxFees, taxes, otherFees } of periods) {
      expect(processingFees + applicationFees + refundFees + fxFees + taxes + otherFees).toBe(total);
    }
  });

  it("can be of one account, in its own currency", async () => {
    const asked = { ...november, accountId: secondStripeId };
    expect(await report(asked)).toMatchObject({ currency: "eur", total: 9n, taxes: 9n, otherCurrencies: ["usd"] });
    expect(await report({ ...asked, currency: "usd" })).toMatchObject({ total: 100n, notReturned: 0n, count: 1 });
  });

  it("has no rate without revenue, and is empty in a currency that nobody paid in", async () => {
    expect(await report({ ...november, currency: "kwd" })).toMatchObject({
      total: 0n,
      gross: 0n,
      effectiveRate: null,
      breakdown: [],
      otherCurrencies: ["eur", "usd"],
    });
  });

  it("has no rate where payments exist and no fee is booked in their currency", async () => {
    await world.charge(other, "ch_2", { at: "2026-11-02T10:00:00Z", amount: 500n, currency: "chf" });
    expect(await report({ ...november, currency: "chf" }, other)).toMatchObject({
      total: 0n,
      gross: 500n,
      payments: 1,
      effectiveRate: null,
    });
  });

  it("holds nothing of another organization", async () => {
    expect(await report(november, other)).toMatchObject({ total: 77_777n, gross: 77_777n, notReturned: 0n });
    await expect(report({ ...november, accountId: secondStripeId }, other)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is refused without the right to read reports", async () => {
    const key: Actor = { kind: "apiKey", keyId: "key_1", name: "Balance", scopes: ["balance:read"] };
    const asking = getFeeReport({ ...world.contextOf(mine), actor: key }, feeReportInput.parse({}));
    await expect(asking).rejects.toMatchObject({ code: "insufficient_scope" });
  });
});
