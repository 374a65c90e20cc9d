import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparedPeriods } from "./compared-periods";
import { addDays, dateRange } from "./period";
import { periodBuckets } from "./period-buckets";
import { type Comparison, type Grouping, groupings, type ReportRange } from "./report";

const now = new Date("2026-11-22T12:00:00Z");

type Asked = { start: string; end: string; groupBy: Grouping; compare: Comparison; timezone?: string; at?: Date };

function compared({ start, end, groupBy, compare, timezone = "America/New_York", at = now }: Asked) {
  const { from = now, to = now } = dateRange({ startDate: start, endDate: end, timezone });
  const range: ReportRange = { from, to, timezone };
  const periods = periodBuckets(range, groupBy, at);
  return { own: periods, ...comparedPeriods({ range, periods, groupBy }, compare, at) };
}

function daysOf(asked: Asked): string[] {
  return compared(asked).periods.map(({ date, lastDate }) => `${date} ${lastDate}`);
}

describe("comparedPeriods", () => {
  it("goes back by days", () => {
    expect(daysOf({ start: "2026-03-08", end: "2026-03-09", groupBy: "day", compare: "previous" })).toEqual([
      "2026-03-06 2026-03-06",
      "2026-03-07 2026-03-07",
    ]);
  });

  it("goes back by weeks, so that each begins on the same day", () => {
    const asked = { start: "2026-11-04", end: "2026-11-17", groupBy: "week", compare: "previous" } as const;
    expect(daysOf(asked)).toEqual(["2026-10-21 2026-10-25", "2026-10-26 2026-11-01", "2026-11-02 2026-11-03"]);
  });

  it("goes back by months, however long they are", () => {
    expect(daysOf({ start: "2026-03-01", end: "2026-04-30", groupBy: "month", compare: "previous" })).toEqual([
      "2026-01-01 2026-01-31",
      "2026-02-01 2026-02-28",
    ]);
    expect(daysOf({ start: "2026-01-15", end: "2026-02-10", groupBy: "month", compare: "previous" })).toEqual([
      "2025-12-15 2025-12-31",
      "2026-01-01 2026-01-10",
    ]);
  });

  it("goes back by a year, for any periods", () => {
    expect(daysOf({ start: "2026-11-16", end: "2026-11-22", groupBy: "week", compare: "year" })).toEqual([
      "2025-11-16 2025-11-22",
    ]);
    expect(daysOf({ start: "2026-10-01", end: "2026-11-30", groupBy: "month", compare: "year" })).toEqual([
      "2025-10-01 2025-10-31",
      "2025-11-01 2025-11-30",
    ]);
  });

  it("compares a leap day with nothing", () => {
    const asked = { start: "2024-02-28", end: "2024-03-01", groupBy: "day", compare: "year" } as const;
    const { periods } = compared(asked);
    expect(periods.map(({ date, from, to }) => [date, (to.getTime() - from.getTime()) / 3_600_000])).toEqual([
      ["2023-02-28", 24],
      ["2023-03-01", 0],
      ["2023-03-01", 24],
    ]);
  });

  it("ends after as much time as has passed, with as many periods", () => {
    const { range, periods } = compared({
      start: "2026-11-20",
      end: "2026-11-24",
      groupBy: "day",
      compare: "previous",
    });
    expect(range.to.toISOString()).toBe("2026-11-17T12:00:00.000Z");
    expect(periods).toHaveLength(5);
  });

  it("has no time at all for a range that has not begun", () => {
    const { range, periods } = compared({
      start: "2027-01-01",
      end: "2027-01-31",
      groupBy: "month",
      compare: "year",
    });
    expect(range.from).toEqual(range.to);
    expect(periods.map(({ date }) => date)).toEqual(["2026-01-01"]);
  });

  it("always lies before the range, meets itself, and has as many periods", () => {
    const anything = fc.record({
      start: fc.integer({ min: 0, max: 4_000 }).map((days) => addDays("2015-01-01", days)),
      length: fc.integer({ min: 0, max: 200 }),
      groupBy: fc.constantFrom(...groupings),
      compare: fc.constantFrom<Comparison>("previous", "year"),
      timezone: fc.constantFrom("UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo"),
    });
    fc.assert(
      fc.property(anything, ({ start, length, ...rest }) => {
        const { range, own, periods } = compared({
          ...rest,
          start,
          end: addDays(start, length),
          at: new Date(2 ** 41),
        });
        expect(periods).toHaveLength(own.length);
        expect(periods.at(0)?.from).toEqual(range.from);
        expect(periods.at(-1)?.to).toEqual(range.to);
        for (const [index, { from, to }] of periods.entries()) {
          expect(from <= to).toBe(true);
          if (index > 0) expect(from).toEqual(periods[index - 1]?.to);
        }
        const ownStart = own.at(0)?.from ?? now;
        if (rest.compare === "previous") expect(range.to <= ownStart).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
