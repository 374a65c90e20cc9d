import { describe, expect, it } from "vitest";
import { datePresets, isDatePreset, presetDays } from "./date-presets";

const now = new Date("2026-11-22T15:00:00Z");

describe("presetDays", () => {
  it.each([
    ["today", "2026-11-22", "2026-11-22"],
    ["7d", "2026-11-16", "2026-11-22"],
    ["30d", "2026-10-24", "2026-11-22"],
    ["90d", "2026-08-25", "2026-11-22"],
    ["month", "2026-11-01", "2026-11-22"],
    ["lastMonth", "2026-10-01", "2026-10-31"],
    ["quarter", "2026-10-01", "2026-11-22"],
    ["lastQuarter", "2026-07-01", "2026-09-30"],
    ["ytd", "2026-01-01", "2026-11-22"],
    ["12m", "2025-12-01", "2026-11-22"],
    ["lastYear", "2025-01-01", "2025-12-31"],
  ] as const)("means by %s the days %s to %s", (preset, startDate, endDate) => {
    expect(presetDays(preset, now, "UTC")).toEqual({ startDate, endDate });
  });

  it("takes today from the time zone, not from UTC", () => {
    const lateInAuckland = new Date("2026-12-31T12:00:00Z");
    expect(presetDays("today", lateInAuckland, "Pacific/Auckland").startDate).toBe("2027-01-01");
    expect(presetDays("today", new Date("2027-01-01T03:00:00Z"), "America/New_York").startDate).toBe("2026-12-31");
  });

  it("finds the last month and quarter across a new year", () => {
    const january = new Date("2027-01-15T12:00:00Z");
    expect(presetDays("lastMonth", january, "UTC")).toEqual({ startDate: "2026-12-01", endDate: "2026-12-31" });
    expect(presetDays("lastQuarter", january, "UTC")).toEqual({ startDate: "2026-10-01", endDate: "2026-12-31" });
  });

  it("ends February rightly in a leap year", () => {
    expect(presetDays("lastMonth", new Date("2028-03-31T12:00:00Z"), "UTC").endDate).toBe("2028-02-29");
  });
});

describe("isDatePreset", () => {
  it("knows the presets and nothing inherited", () => {
    expect(Object.keys(datePresets).every(isDatePreset)).toBe(true);
    expect(isDatePreset("toString")).toBe(false);
  });
});
