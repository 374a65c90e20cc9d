import { describe, expect, it } from "vitest";
import { toCurrency } from "@/lib/core/currency";
import type { RevenuePeriod, RevenueReport } from "@/lib/core/report";
import type { Clock } from "../time";
import { comparedOf, revenueLines, sortRevenueLines } from "./revenue-lines";

const clock: Clock = { zone: "UTC", now: new Date("2026-11-22T15:00:00Z") };

function month(date: string, revenue: bigint, count = 1): RevenuePeriod {
  const from = new Date(`${date}T00:00:00Z`);
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
  const lastDate = new Date(to.getTime() - 1).toISOString().slice(0, 10);
  return { date, lastDate, from, to, isComplete: to <= clock.now, revenue, count, refunds: 300n, disputes: 200n };
}

function report(periods: RevenuePeriod[], before: RevenuePeriod[] | null): RevenueReport {
  const range = { from: new Date(0), to: new Date(0), timezone: "UTC" };
  return {
    range,
    groupBy: "month",
    currency: toCurrency("usd"),
    periods,
    total: 0n,
    count: 0,
    refunds: 0n,
    disputes: 0n,
    average: 0n,
    averageOfCompletePeriods: null,
    incompleteFrom: null,
    otherCurrencies: [],
    comparison: before && { range, total: 0n, count: 0, periods: before },
  };
}

const now = [month("2026-10-01", 5_000n, 9), month("2026-11-01", 8_000n, 3)];
const earlier = [month("2025-10-01", 4_000n), month("2025-11-01", 2_000n)];

describe("revenueLines", () => {
  it("keeps what refunds and disputes leave, and what each period is compared with", () => {
    const [october, november] = revenueLines(report(now, earlier), clock, "2025-01-01");
    expect(october).toMatchObject({ label: "Oct 2026", remark: null, isPart: false, kept: 4_500n });
    expect(october?.before?.revenue).toBe(4_000n);
    expect(november).toMatchObject({ label: "Nov 2026", remark: "to 22nd", isPart: true });
  });

  it("compares nothing with a time before the first data", () => {
    const [october, november] = revenueLines(report(now, earlier), clock, "2025-10-15");
    expect(october?.before).toBeNull();
    expect(november?.before?.revenue).toBe(2_000n);
  });

  it("tells no data from nothing sold", () => {
    const [october, november] = revenueLines(report(now, null), clock, "2026-11-05");
    expect([october?.isMissing, november?.isMissing]).toEqual([true, false]);
    expect(revenueLines(report(now, null), clock, null)[0]?.isMissing).toBe(false);
  });

  it("leaves out what has not begun", () => {
    expect(revenueLines(report([...now, month("2026-12-01", 0n)], null), clock, null)).toHaveLength(2);
  });
});

describe("comparedOf", () => {
  it("sums only periods that have a counterpart", () => {
    const lines = revenueLines(report(now, earlier), clock, "2025-10-15");
    expect(comparedOf(lines)).toEqual({ now: 8_000n, before: 2_000n, periods: 1, isAll: false });
    expect(comparedOf(revenueLines(report(now, earlier), clock, "2025-10-01"))).toMatchObject({ isAll: true });
  });

  it("is null without any", () => {
    expect(comparedOf(revenueLines(report(now, null), clock, null))).toBeNull();
  });
});

describe("sortRevenueLines", () => {
  const lines = revenueLines(report([...now, month("2026-09-01", 5_000n, 4)], null), clock, null);
  const order = (sort: Parameters<typeof sortRevenueLines>[1]) =>
    sortRevenueLines(
      lines.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
      sort,
    ).map(({ date }) => date.slice(5, 7));

  it("orders by day, money or payments, either way", () => {
    expect(order("-date")).toEqual(["11", "10", "09"]);
    expect(order("date")).toEqual(["09", "10", "11"]);
    expect(order("-revenue")).toEqual(["11", "10", "09"]);
    expect(order("revenue")).toEqual(["10", "09", "11"]);
    expect(order("-payments")).toEqual(["10", "09", "11"]);
    expect(order("payments")).toEqual(["11", "09", "10"]);
  });
});
