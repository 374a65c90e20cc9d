import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectedAccounts } from "@/db/schema";
import { accountRow, type Tenant } from "@/db/testing-rows";
import type { Actor } from "../core/access";
import { toConnectedAccountId, toOrganizationId } from "../core/ids";
import { type RevenueReportInput, revenueReportInput } from "../core/report-input";
import { getRevenueReport } from "./get-revenue-report";
import { createReportWorld, type ReportWorld } from "./testing";

// Noon of Sunday, November 22, 2026 in UTC; 7 in the morning in New York.
const now = "2026-11-22T12:00:00Z";
const newYork = "America/New_York";

let world: ReportWorld;
let mine: Tenant;
let second: Tenant;
let secondStripeId: string;
let other: Tenant;

beforeAll(async () => {
  world = await createReportWorld(now);
  mine = await world.addTenant("mine");
  other = await world.addTenant("other");
  const row = accountRow(mine.organizationId, { defaultCurrency: "eur" });
  secondStripeId = row.stripeAccountId;
  const [account] = await world.db.insert(connectedAccounts).values(row).returning({ id: connectedAccounts.id });
  second = { ...mine, connectedAccountId: toConnectedAccountId(account?.id ?? "") };

  // The last second of Saturday the 14th in New York, and the first of Sunday the 15th.
  await world.charge(mine, "ch_1", { at: "2026-11-15T04:59:59Z", amount: 10_000n });
  await world.charge(mine, "ch_2", { at: "2026-11-15T05:00:00Z", amount: 2_501n });
  // Half of an authorization was taken.
  await world.charge(mine, "ch_3", { at: "2026-11-17T15:00:00Z", amount: 9_000n, amountCaptured: 4_500n });
  await world.charge(mine, "ch_4", { at: "2026-11-17T15:00:00Z", status: "failed" });
  await world.charge(mine, "py_5", { at: "2026-11-17T15:00:00Z", status: "pending" });
  await world.charge(mine, "ch_6", { at: "2026-11-17T15:00:00Z", captured: false, amountCaptured: 0n });
  await world.charge(mine, "ch_7", { at: "2026-11-17T15:00:00Z", currency: "eur", amount: 700n });
  await world.charge(second, "ch_1", { at: "2026-11-18T15:00:00Z", amount: 30_000n });
  await world.charge(second, "py_2", { at: "2026-11-18T15:00:00Z", currency: "eur", amount: 800n });
  await world.charge(other, "ch_1", { at: "2026-11-17T15:00:00Z", amount: 77_777n });
  await world.charge(other, "ch_2", { at: "2026-11-17T15:00:00Z", amount: 77_777n, currency: "gbp" });

  await world.refund(mine, "re_1", { at: "2026-11-18T00:00:00Z", amount: 1_000n });
  await world.refund(mine, "re_2", { at: "2026-11-18T00:00:00Z", amount: 200n, status: "pending" });
  await world.refund(mine, "re_3", { at: "2026-11-18T00:00:00Z", amount: 40n, status: null });
  await world.refund(mine, "re_4", { at: "2026-11-18T00:00:00Z", amount: 9_999n, status: "failed" });
  await world.refund(mine, "re_5", { at: "2026-11-18T00:00:00Z", amount: 9_999n, status: "canceled" });
  await world.refund(other, "re_1", { at: "2026-11-18T00:00:00Z", amount: 9_999n });

  const states = [
    "lost",
    "needs_response",
    "under_review",
    "won",
    "prevented",
    "warning_closed",
    "warning_under_review",
  ];
  for (const [index, status] of states.entries()) {
    await world.dispute(mine, `du_${index}`, { at: "2026-11-19T00:00:00Z", amount: BigInt(10 ** index), status });
  }
  await world.dispute(other, "du_1", { at: "2026-11-19T00:00:00Z", amount: 9_999n });
});
afterAll(() => world.close());

function report(query: Record<string, string>, tenant = mine) {
  const input: RevenueReportInput = revenueReportInput.parse({ timezone: newYork, ...query });
  return getRevenueReport(world.contextOf(tenant), input);
}
const week = { startDate: "2026-11-14", endDate: "2026-11-20", groupBy: "day" };

describe("getRevenueReport", () => {
  it("sums what was captured by the local day of the charge", async () => {
    const { periods, total, count, average, currency } = await report(week);
    expect(periods.map(({ date, revenue, count }) => [date, revenue, count])).toEqual([
      ["2026-11-14", 10_000n, 1],
      ["2026-11-15", 2_501n, 1],
      ["2026-11-16", 0n, 0],
      ["2026-11-17", 4_500n, 1],
      ["2026-11-18", 30_000n, 1],
      ["2026-11-19", 0n, 0],
      ["2026-11-20", 0n, 0],
    ]);
    // 47,001 / 7 = 6,714.43
    expect({ total, count, average, currency }).toEqual({ total: 47_001n, count: 4, average: 6_714n, currency: "usd" });
  });

  it("puts refunds and disputes beside it, by their own days", async () => {
    const { periods, refunds, disputes } = await report(week);
    expect({ refunds, disputes }).toEqual({ refunds: 1_240n, disputes: 111n });
    expect(periods.filter((period) => period.refunds > 0n).map(({ date }) => date)).toEqual(["2026-11-17"]);
    expect(periods.filter((period) => period.disputes > 0n).map(({ date }) => date)).toEqual(["2026-11-18"]);
  });
});

describe("the scope of a revenue report", () => {
  it("is every account of the organization in the default account's currency, and names the other currencies", async () => {
    expect(await report(week)).toMatchObject({ currency: "usd", total: 47_001n, otherCurrencies: ["eur"] });
    expect(await report({ ...week, currency: "EUR" })).toMatchObject({
      currency: "eur",
      total: 1_500n,
      otherCurrencies: ["usd"],
    });
  });

  it("is one account in its own currency when it is named", async () => {
    const asked = { ...week, accountId: secondStripeId };
    expect(await report(asked)).toMatchObject({ currency: "eur", total: 800n, otherCurrencies: ["usd"] });
    expect(await report({ ...asked, currency: "usd" })).toMatchObject({ total: 30_000n, refunds: 0n, disputes: 0n });
  });

  it("is empty in a currency that nobody paid in", async () => {
    const { total, average, periods, otherCurrencies } = await report({ ...week, currency: "kwd" });
    expect({ total, average, otherCurrencies }).toEqual({ total: 0n, average: 0n, otherCurrencies: ["eur", "usd"] });
    expect(periods).toHaveLength(7);
  });

  it("holds nothing of another organization", async () => {
    expect(await report(week, other)).toMatchObject({ total: 77_777n, refunds: 9_999n, disputes: 9_999n });
    await expect(report({ ...week, accountId: secondStripeId }, other)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is refused without an account, and without the right to read reports", async () => {
    const nobody = { ...mine, organizationId: toOrganizationId("org_without_accounts") };
    await expect(report(week, nobody)).rejects.toMatchObject({ code: "no_connected_account" });
    const key: Actor = { kind: "apiKey", keyId: "key_1", name: "Balance", scopes: ["balance:read"] };
    const asking = getRevenueReport({ ...world.contextOf(mine), actor: key }, revenueReportInput.parse({}));
    await expect(asking).rejects.toMatchObject({ code: "insufficient_scope" });
  });
});

describe("the range of a revenue report", () => {
  it("is the last 30 days by days when nothing is said", async () => {
    const { range, groupBy, periods } = await report({});
    expect({ ...range, groupBy }).toEqual({
      from: new Date("2026-10-24T04:00:00Z"),
      to: new Date("2026-11-23T05:00:00Z"),
      timezone: newYork,
      groupBy: "day",
    });
    expect(periods).toHaveLength(30);
  });

  it("ends where an instant says", async () => {
    const upTo = { startDate: "2026-11-14", endDate: "2026-11-15T05:00:00Z" };
    expect(await report(upTo)).toMatchObject({ total: 10_000n, count: 1 });
    expect(await report({ ...upTo, endDate: "2026-11-15T05:00:01Z" })).toMatchObject({ total: 12_501n, count: 2 });
  });

  it("may be of no length, and then has no periods", async () => {
    const instant = "2026-11-15T05:00:00Z";
    const { periods, total, average, averageOfCompletePeriods } = await report({
      startDate: instant,
      endDate: instant,
    });
    expect({ periods, total, average, averageOfCompletePeriods }).toEqual({
      periods: [],
      total: 0n,
      average: 0n,
      averageOfCompletePeriods: null,
    });
  });

  it("may lie in the future, and counts apart what has passed", async () => {
    const asked = { startDate: "2026-11-09", endDate: "2026-11-29", groupBy: "week" };
    const { periods, average, averageOfCompletePeriods, incompleteFrom } = await report(asked);
    expect(periods.map(({ date, lastDate, revenue, isComplete }) => [date, lastDate, revenue, isComplete])).toEqual([
      ["2026-11-09", "2026-11-15", 12_501n, true],
      ["2026-11-16", "2026-11-22", 34_500n, false],
      ["2026-11-23", "2026-11-29", 0n, false],
    ]);
    expect({ average, averageOfCompletePeriods, incompleteFrom }).toEqual({
      average: 15_667n,
      averageOfCompletePeriods: 12_501n,
      incompleteFrom: "2026-11-16",
    });
  });
});

describe("the comparison of a revenue report", () => {
  it("is left out unless it is asked for", async () => {
    expect((await report(week)).comparison).toBeNull();
  });

  it("is with as many days before", async () => {
    const asked = { startDate: "2026-11-17", endDate: "2026-11-18", groupBy: "day", compare: "previous" };
    const { comparison } = await report(asked);
    expect(comparison?.periods.map(({ date, revenue }) => [date, revenue])).toEqual([
      ["2026-11-15", 2_501n],
      ["2026-11-16", 0n],
    ]);
    expect(comparison).toMatchObject({ total: 2_501n, count: 1 });
  });

  it("covers no more time than has passed of the range itself", async () => {
    // Seven in the morning of the 22nd: of the 15th, too, only what came before seven counts.
    const asked = { startDate: "2026-11-22", endDate: "2026-11-28", groupBy: "day", compare: "previous" };
    await world.charge(mine, "ch_early", { at: "2026-11-15T11:59:59Z", amount: 3n });
    await world.charge(mine, "ch_late", { at: "2026-11-15T12:00:00Z", amount: 50_000n });
    const { comparison } = await report(asked);
    expect(comparison?.range).toMatchObject({
      from: new Date("2026-11-15T05:00:00Z"),
      to: new Date("2026-11-15T12:00:00Z"),
    });
    expect(comparison).toMatchObject({ total: 2_504n, count: 2 });
    expect(comparison?.periods).toHaveLength(7);
  });

  it("is with the same days a year earlier", async () => {
    await world.charge(mine, "ch_last_year", { at: "2025-11-17T15:00:00Z", amount: 42n });
    const { comparison } = await report({ ...week, compare: "year" });
    expect(comparison?.periods.map(({ date }) => date).at(0)).toBe("2025-11-14");
    expect(comparison?.periods.at(3)).toMatchObject({ date: "2025-11-17", revenue: 42n });
    expect(comparison).toMatchObject({ total: 42n, count: 1 });
  });
});
