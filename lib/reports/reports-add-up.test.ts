import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Oracle } from "@/e2e/stripe/oracle";
import type { Context } from "../context";
import { groupings } from "../core/report";
import { customerReportInput, feeReportInput, revenueReportInput } from "../core/report-input";
import { syncAccount } from "../sync/sync-account";
import { createWorld, type TestWorld } from "../testing";
import { getCustomerReport } from "./get-customer-report";
import { getFeeReport } from "./get-fee-report";
import { getRevenueReport } from "./get-revenue-report";
import { expectedCustomers, expectedFees, expectedRevenue, type Question } from "./testing-oracle";

const zones = [
  "UTC",
  "America/New_York",
  "America/Sao_Paulo",
  "America/St_Johns",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Asia/Tokyo",
  "Australia/Adelaide",
  "Australia/Lord_Howe",
  "Europe/Berlin",
  "Europe/London",
  "Pacific/Apia",
  "Pacific/Chatham",
];
const currencies = ["usd", "eur", "jpy", "kwd", "huf"];

let world: TestWorld;
let ctx: Context;
let facts: Oracle;
let accountIds: string[];
let days: { startDate: string; endDate: string };

beforeAll(async () => {
  world = await createWorld({ preset: "varied" });
  for (const organization of world.organizations) {
    for (const { stripeAccountId } of organization.accounts) {
      await syncAccount(organization.asSystem(), { accountId: stripeAccountId, trigger: "cron" });
    }
  }
  const mine = world.organization(0);
  ctx = mine.as("viewer");
  accountIds = mine.accounts.map((account) => account.stripeAccountId);
  const all = world.emulator.oracle();
  facts = factsOf(all, accountIds);
  // It begins after the history does and ends before it, so that something lies outside on both sides.
  const [first, last] = [Math.min(...all.charges.map(({ at }) => at)), world.emulator.now()];
  const dayAt = (seconds: number) => new Date(seconds * 1_000).toISOString().slice(0, 10);
  days = { startDate: dayAt(first + 20 * 86_400), endDate: dayAt(last - 9 * 86_400) };
}, 120_000);
afterAll(() => world.close());

function factsOf(all: Oracle, accounts: readonly string[]): Oracle {
  const own = <Fact extends { account: string }>(list: readonly Fact[]) =>
    list.filter(({ account }) => accounts.includes(account));
  const { charges, refunds, disputes, fees, subscriptions, customers } = all;
  return {
    charges: own(charges),
    refunds: own(refunds),
    disputes: own(disputes),
    fees: own(fees),
    subscriptions: own(subscriptions),
    customers: own(customers),
  };
}

type Asked = { question: Question; query: { accountId?: string; currency: string; timezone: string } };

/** In every currency all accounts, and each account in turn. */
function askedIn(timezone: string): Asked[] {
  return currencies.flatMap((currency, index) => {
    const accountId = accountIds[(index + zones.indexOf(timezone)) % accountIds.length] ?? "";
    const query = { ...days, timezone, currency };
    return [
      { question: { facts, ...query }, query },
      { question: { facts: factsOf(facts, [accountId]), ...query }, query: { ...query, accountId } },
    ];
  });
}

/** At once, since most of the time goes by waiting for the database. */
async function forEach<Item>(items: readonly Item[], check: (item: Item) => Promise<void>): Promise<void> {
  await Promise.all(items.map(check));
}

const others = (all: readonly string[], currency: string) => all.filter((code) => code !== currency);
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

it("compares with a history in which everything happens", () => {
  const { charges, refunds, disputes, fees, subscriptions } = facts;
  for (const currency of currencies) {
    const sold = charges.filter((charge) => charge.currency === currency && charge.captured > 0);
    expect(sold.length, currency).toBeGreaterThan(20);
    expect(fees.filter((fee) => fee.currency === currency).length).toBeGreaterThan(20);
  }
  expect(charges.filter(({ captured, amount }) => captured > 0 && captured < amount)).not.toEqual([]);
  expect(charges.filter(({ succeeded, captured }) => succeeded && captured === 0)).not.toEqual([]);
  expect(charges.filter(({ customer, email }) => customer === null && email !== null)).not.toEqual([]);
  expect(charges.filter(({ customer, email }) => customer === null && email === null)).not.toEqual([]);
  expect(new Set(refunds.map(({ status }) => status))).toContain("failed");
  expect(new Set(disputes.map(({ status }) => status)).size).toBeGreaterThan(3);
  expect(new Set(subscriptions.map(({ status }) => status)).size).toBeGreaterThan(2);
  expect(subscriptions.filter(({ ended }) => ended !== null)).not.toEqual([]);
  expect(fees.filter(({ isWholeRow }) => isWholeRow)).not.toEqual([]);
  expect(new Set(fees.map(({ type }) => type)).size).toBeGreaterThan(4);
});

describe.each(zones)("in %s", (timezone) => {
  it.each(groupings)("revenue by the %s is what was sold", async (groupBy) => {
    await forEach(askedIn(timezone), async ({ question, query }) => {
      const report = await getRevenueReport(ctx, revenueReportInput.parse({ ...query, groupBy }));
      const expected = expectedRevenue(question, groupBy);
      const told = report.periods.map(({ date, revenue, count, refunds, disputes }) => ({
        date,
        revenue: Number(revenue),
        count,
        refunds: Number(refunds),
        disputes: Number(disputes),
      }));
      expect(told, JSON.stringify(query)).toEqual(expected.periods);
      expect(report.otherCurrencies).toEqual(others(expected.currencies, question.currency));
      expect(Number(report.total)).toBe(sum(expected.periods.map(({ revenue }) => revenue)));
      expect(Number(report.refunds)).toBe(sum(expected.periods.map(({ refunds }) => refunds)));
      expect(Number(report.disputes)).toBe(sum(expected.periods.map(({ disputes }) => disputes)));
      const distance = 2n * (report.average * BigInt(told.length) - report.total);
      expect(distance <= BigInt(told.length) && distance >= BigInt(-told.length)).toBe(true);
    });
  });

  it.each(groupings)("fees by the %s are what was taken", async (groupBy) => {
    await forEach(askedIn(timezone), async ({ question, query }) => {
      const report = await getFeeReport(ctx, feeReportInput.parse({ ...query, groupBy }));
      const expected = expectedFees(question, groupBy);
      const { processingFees, applicationFees, refundFees, fxFees, taxes, otherFees, total } = report;
      const told = { processingFees, applicationFees, refundFees, fxFees, taxes, otherFees, total };
      expect(numbersOf(told), JSON.stringify(query)).toEqual(expected.sums);
      expect(report.periods.map((period) => ({ date: period.date, ...feesOf(period) }))).toEqual(expected.periods);
      expect(report).toMatchObject({ count: expected.count, payments: expected.payments });
      expect(numbersOf({ gross: report.gross, notReturned: report.notReturned })).toEqual({
        gross: expected.gross,
        notReturned: expected.notReturned,
      });
      const byType: typeof expected.byType = {};
      for (const { type, amount, count } of report.breakdown) {
        const before = byType[type] ?? { amount: 0, count: 0 };
        byType[type] = { amount: before.amount + Number(amount), count: before.count + count };
      }
      expect(byType).toEqual(expected.byType);
      expect(report.otherCurrencies).toEqual(others(expected.currencies, question.currency));
    });
  });

  it("customers are who paid and who subscribed", async () => {
    await forEach(askedIn(timezone), async ({ question, query }) => {
      const report = await getCustomerReport(ctx, customerReportInput.parse({ ...query, limit: "100" }));
      const { top, churn, periods, ...expected } = expectedCustomers(question, "week");
      const { totalCustomers, newCustomers, activeCustomers, returningCustomers, revenue, payments } = report;
      const told = { totalCustomers, newCustomers, activeCustomers, returningCustomers, payments };
      expect({ ...told, revenue: Number(revenue) }, JSON.stringify(query)).toEqual(expected);
      expect(report.payingCustomers).toBe(top.length);
      expect(report.churn).toEqual(churn);
      const divisor = churn.atStart + churn.joined;
      expect(report.churnRate).toBe(divisor === 0 ? null : churn.lost / divisor);
      expect(
        report.periods.map(({ date, newCustomers, returningCustomers }) => ({
          date,
          newCustomers,
          returningCustomers,
        })),
      ).toEqual(periods);
      const best = top.toSorted((one, other) => other.revenue - one.revenue).slice(0, 100);
      expect(report.topCustomers.map((row) => Number(row.revenue))).toEqual(best.map((row) => row.revenue));
      const named = report.topCustomers.filter((row) => row.customerId !== null);
      for (const { accountId, customerId, ...row } of named) {
        const one = top.find(({ key }) => key === `${accountId} ${customerId}`);
        const found = { revenue: Number(row.revenue), count: row.count, last: row.lastPaymentAt.getTime() / 1_000 };
        expect(found).toEqual({ revenue: one?.revenue, count: one?.count, last: one?.last });
      }
    });
  });
});

function feesOf(period: Parameters<typeof numbersOf>[0] & { gross: bigint; total: bigint }) {
  const { processingFees, applicationFees, refundFees, fxFees, taxes, otherFees, total, gross } = period;
  return numbersOf({ processingFees, applicationFees, refundFees, fxFees, taxes, otherFees, total, gross });
}

function numbersOf(amounts: Record<string, unknown>): Record<string, number> {
  return Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, Number(amount)]));
}
