import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "./errors";
import { addDays, dateRange, localDay } from "./period";
import { periodBuckets } from "./period-buckets";
import { type Grouping, groupings, type ReportRange } from "./report";

const now = new Date("2026-11-22T12:00:00Z");
const hourMs = 3_600_000;
/** Whole, half and quarter hours, both hemispheres, clocks that change at midnight, and skipped days. */
const zones = [
  "UTC",
  "America/New_York",
  "America/Sao_Paulo",
  "America/St_Johns",
  "America/Havana",
  "Africa/Cairo",
  "Asia/Beirut",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Europe/London",
  "Pacific/Apia",
  "Pacific/Chatham",
];

function rangeOf(startDate: string, endDate: string, timezone: string): ReportRange {
  const { from, to } = dateRange({ startDate, endDate, timezone });
  if (!from || !to) throw new Error("The range is open.");
  return { from, to, timezone };
}

function daysOf(range: ReportRange, groupBy: Grouping): (readonly [string, string])[] {
  return periodBuckets(range, groupBy, now).map(({ date, lastDate }) => [date, lastDate]);
}

function hoursOf(range: ReportRange): number[] {
  return periodBuckets(range, "day", now).map(({ from, to }) => (to.getTime() - from.getTime()) / hourMs);
}

describe("periodBuckets", () => {
  it("begins weeks on Monday and cuts those at the edges", () => {
    expect(daysOf(rangeOf("2026-11-04", "2026-11-17", "UTC"), "week")).toEqual([
      ["2026-11-04", "2026-11-08"],
      ["2026-11-09", "2026-11-15"],
      ["2026-11-16", "2026-11-17"],
    ]);
  });

  it("begins a week of its own for a range that begins on a Sunday", () => {
    expect(daysOf(rangeOf("2026-11-01", "2026-11-02", "Asia/Tokyo"), "week")).toEqual([
      ["2026-11-01", "2026-11-01"],
      ["2026-11-02", "2026-11-02"],
    ]);
  });

  it("knows how long months are", () => {
    expect(daysOf(rangeOf("2027-12-31", "2028-03-01", "Europe/London"), "month")).toEqual([
      ["2027-12-31", "2027-12-31"],
      ["2028-01-01", "2028-01-31"],
      ["2028-02-01", "2028-02-29"],
      ["2028-03-01", "2028-03-01"],
    ]);
  });

  it("has days of 23 and 25 hours where clocks change, and of 23.5 and 24.5", () => {
    expect(hoursOf(rangeOf("2026-03-07", "2026-03-09", "America/New_York"))).toEqual([24, 23, 24]);
    expect(hoursOf(rangeOf("2026-10-31", "2026-11-02", "America/New_York"))).toEqual([24, 25, 24]);
    expect(hoursOf(rangeOf("2026-04-04", "2026-04-06", "Australia/Lord_Howe"))).toEqual([24, 24.5, 24]);
    expect(hoursOf(rangeOf("2026-10-03", "2026-10-05", "Australia/Lord_Howe"))).toEqual([24, 23.5, 24]);
  });

  it("begins a day where its clock does when midnight is skipped", () => {
    const [, changed] = periodBuckets(rangeOf("2018-11-03", "2018-11-04", "America/Sao_Paulo"), "day", now);
    expect(changed?.from.toISOString()).toBe("2018-11-04T03:00:00.000Z");
    expect(hoursOf(rangeOf("2018-11-03", "2018-11-05", "America/Sao_Paulo"))).toEqual([24, 23, 24]);
  });

  it("has no period for a day that a zone skipped", () => {
    expect(daysOf(rangeOf("2011-12-29", "2011-12-31", "Pacific/Apia"), "day")).toEqual([
      ["2011-12-29", "2011-12-29"],
      ["2011-12-31", "2011-12-31"],
    ]);
    expect(daysOf(rangeOf("2011-12-30", "2011-12-30", "Pacific/Apia"), "day")).toEqual([]);
  });

  it("cuts at instants as well, within a day", () => {
    const range = { from: new Date("2026-11-21T06:30:00Z"), to: new Date("2026-11-22T01:00:00Z"), timezone: "UTC" };
    expect(periodBuckets(range, "day", now)).toEqual([
      expect.objectContaining({ date: "2026-11-21", from: range.from, to: new Date("2026-11-22T00:00:00Z") }),
      expect.objectContaining({ date: "2026-11-22", from: new Date("2026-11-22T00:00:00Z"), to: range.to }),
    ]);
  });

  it("goes on from an instant in a day that began twice", () => {
    // The clock showed midnight at 02:30, 23:01 at 02:31 and midnight again at 03:30.
    const range = { from: new Date("2010-11-07T03:00:00Z"), to: new Date("2010-11-08T12:00:00Z") };
    const periods = periodBuckets({ ...range, timezone: "America/St_Johns" }, "day", now);
    expect(periods.map(({ from, to }) => [from, to])).toEqual([
      [range.from, new Date("2010-11-08T03:30:00Z")],
      [new Date("2010-11-08T03:30:00Z"), range.to],
    ]);
  });

  it("says which periods have passed", () => {
    const periods = periodBuckets(rangeOf("2026-11-21", "2026-11-23", "UTC"), "day", now);
    expect(periods.map(({ isComplete }) => isComplete)).toEqual([true, false, false]);
  });

  it("takes a thousand periods and refuses one more", () => {
    const last = (days: number) => addDays("2024-01-01", days - 1);
    expect(periodBuckets(rangeOf("2024-01-01", last(1_000), "UTC"), "day", now)).toHaveLength(1_000);
    const asked = () => periodBuckets(rangeOf("2024-01-01", last(1_001), "UTC"), "day", now);
    expect(asked).toThrow(AppError);
    expect(asked).toThrow(expect.objectContaining({ code: "range_too_large" }));
  });

  const anyRange = fc
    .tuple(
      fc.integer({ min: 0, max: 15 * 365 }),
      fc.integer({ min: 0, max: 400 }),
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 86_399 }),
      fc.integer({ min: 0, max: 86_399 }),
    )
    .map(([start, length, timezone, late, early]) => {
      const whole = rangeOf(addDays("2012-01-01", start), addDays("2012-01-01", start + length), timezone);
      const from = new Date(whole.from.getTime() + late * 1_000);
      const to = new Date(Math.max(from.getTime(), whole.to.getTime() - early * 1_000));
      return { from, to, timezone };
    });

  it("covers any range once and without a gap, each period in one day, week or month", () => {
    fc.assert(
      fc.property(anyRange, fc.constantFrom(...groupings), (range, groupBy) => {
        const periods = periodBuckets(range, groupBy, now);
        const isEmpty = range.from >= range.to;
        expect(periods.at(0)?.from).toEqual(isEmpty ? undefined : range.from);
        expect(periods.at(-1)?.to).toEqual(isEmpty ? undefined : range.to);
        for (const [index, { from, to, date, lastDate }] of periods.entries()) {
          expect(from < to && date <= lastDate).toBe(true);
          if (index > 0) expect(from).toEqual(periods[index - 1]?.to);
          expect(unitOf(date, groupBy)).toBe(unitOf(lastDate, groupBy));
          expect(index === 0 || unitOf(date, groupBy) > unitOf(periods[index - 1]?.date ?? "", groupBy)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("puts every instant in the period of its local day", () => {
    fc.assert(
      fc.property(anyRange, fc.double({ min: 0, max: 1, noNaN: true }), (range, part) => {
        const instant = new Date(range.from.getTime() + Math.floor(part * (range.to.getTime() - range.from.getTime())));
        const found = periodBuckets(range, "day", now).filter(({ from, to }) => from <= instant && instant < to);
        const isOutside = instant >= range.to;
        expect(found.map(({ date }) => date)).toEqual(isOutside ? [] : [localDay(instant, range.timezone)]);
      }),
      { numRuns: 150 },
    );
  });
});

function unitOf(day: string, groupBy: Grouping): string {
  if (groupBy === "day") return day;
  if (groupBy === "month") return day.slice(0, 7);
  // January 5, 1970 was a Monday; padded, the numbers of weeks are ordered like their text.
  return String(Math.floor((Date.parse(day) / 86_400_000 - 4) / 7)).padStart(6, "0");
}
