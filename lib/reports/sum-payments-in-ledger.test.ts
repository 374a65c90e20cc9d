import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Tenant } from "@/db/testing-rows";
import { toCurrency } from "../core/currency";
import { revenueReportInput } from "../core/report-input";
import { getRevenueReport } from "./get-revenue-report";
import { sumPaymentsInLedger } from "./sum-payments-in-ledger";
import { createReportWorld, type ReportWorld } from "./testing";

const usd = toCurrency("usd");
const range = {
  from: new Date("2026-11-01T00:00:00Z"),
  to: new Date("2026-11-23T00:00:00Z"),
  timezone: "UTC",
};
const at = "2026-11-17T15:00:00Z";
const charge = { type: "charge", reportingCategory: "charge" };

let world: ReportWorld;
let mine: Tenant;
let other: Tenant;

beforeAll(async () => {
  world = await createReportWorld("2026-11-22T12:00:00Z");
  mine = await world.addTenant("mine");
  other = await world.addTenant("other");

  // Paid and settled in dollars, one of them captured in part.
  await world.charge(mine, "ch_1", { at, amount: 10_000n, balanceTransactionId: "txn_1" });
  await world.transaction(mine, "txn_1", { at, ...charge, sourceId: "ch_1", amount: 10_000n });
  await world.charge(mine, "ch_2", { at, amount: 9_000n, amountCaptured: 4_500n, balanceTransactionId: "txn_2" });
  await world.transaction(mine, "txn_2", { at, ...charge, sourceId: "ch_2", amount: 4_500n });
  // In dollars, settled in euros; and in francs, settled in dollars.
  await world.charge(mine, "ch_3", { at, amount: 2_000n, balanceTransactionId: "txn_3" });
  await world.transaction(mine, "txn_3", { at, ...charge, sourceId: "ch_3", amount: 1_800n, currency: "eur" });
  await world.charge(mine, "ch_4", { at, amount: 3_000n, currency: "chf", balanceTransactionId: "txn_4" });
  await world.transaction(mine, "txn_4", { at, ...charge, sourceId: "ch_4", amount: 3_300n });
  // Taken from a bank account, and failed days later.
  await world.charge(mine, "py_5", { at, amount: 700n, status: "failed", balanceTransactionId: "txn_5" });
  await world.transaction(mine, "txn_5", { at, ...charge, type: "payment", sourceId: "py_5", amount: 700n });
  // Refunds and other times are no matter of this.
  await world.transaction(mine, "txn_6", { at, type: "refund", reportingCategory: "refund", amount: -500n });
  await world.transaction(mine, "txn_7", { at: "2026-11-23T00:00:00Z", ...charge, sourceId: "ch_7" });
  await world.charge(other, "ch_1", { at, amount: 77_777n, balanceTransactionId: "txn_1" });
});
afterAll(() => world.close());

describe("sumPaymentsInLedger", () => {
  it("finds each payment's row, and tells why others have none", async () => {
    expect(await sumPaymentsInLedger(world.contextOf(mine), { range, currency: usd })).toEqual({
      both: { count: 2, amount: 14_500n },
      settledElsewhere: { count: 1, amount: 2_000n },
      madeElsewhere: { count: 1, amount: 3_300n },
      failed: { count: 1, amount: 700n },
      unexplained: { count: 0, amount: 0n },
    });
  });

  it("starts from what the report counts", async () => {
    const ctx = world.contextOf(mine);
    const input = revenueReportInput.parse({ startDate: "2026-11-01", endDate: "2026-11-22", currency: "usd" });
    const report = await getRevenueReport(ctx, input);
    const { both, settledElsewhere } = await sumPaymentsInLedger(ctx, report);
    expect(report.total).toBe(both.amount + settledElsewhere.amount);
    expect(report.count).toBe(both.count + settledElsewhere.count);
  });

  it("explains nothing away: a payment without its row, and one with another amount", async () => {
    const ctx = world.contextOf(other);
    const asked = { range, currency: usd };
    expect((await sumPaymentsInLedger(ctx, asked)).unexplained).toEqual({ count: 1, amount: 77_777n });
    await world.transaction(other, "txn_1", { at, ...charge, sourceId: "ch_1", amount: 77_776n });
    expect((await sumPaymentsInLedger(ctx, asked)).unexplained.count).toBe(1);
    expect((await sumPaymentsInLedger(ctx, asked)).both.count).toBe(0);
  });

  it("does not explain a row whose payment is not known", async () => {
    await world.transaction(other, "txn_9", { at, ...charge, sourceId: "ch_9", amount: 5n, currency: "gbp" });
    const found = await sumPaymentsInLedger(world.contextOf(other), { range, currency: toCurrency("gbp") });
    expect(found.unexplained).toEqual({ count: 1, amount: 5n });
  });

  it("is refused for an account that is not ours", async () => {
    const asked = { range, currency: usd, accountId: "acct_elsewhere" };
    await expect(sumPaymentsInLedger(world.contextOf(mine), asked)).rejects.toMatchObject({ code: "not_found" });
  });
});
