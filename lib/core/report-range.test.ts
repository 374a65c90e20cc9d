import { describe, expect, it } from "vitest";
import type { RangeText } from "./period";
import { groupingFor, reportRange } from "./report-range";

// Eleven at night of the 22nd in UTC is the 23rd in Tokyo.
const now = new Date("2026-11-22T23:00:00Z");

function boundsOf(range: Omit<RangeText, "timezone">, timezone = "UTC"): string[] {
  const { from, to } = reportRange({ ...range, timezone }, now);
  return [from.toISOString(), to.toISOString()];
}

describe("reportRange", () => {
  it("is the last 30 days of the zone without dates", () => {
    expect(boundsOf({})).toEqual(["2026-10-24T00:00:00.000Z", "2026-11-23T00:00:00.000Z"]);
    expect(boundsOf({}, "Asia/Tokyo")).toEqual(["2026-10-24T15:00:00.000Z", "2026-11-23T15:00:00.000Z"]);
  });

  it("ends with today without an end", () => {
    expect(boundsOf({ startDate: "2026-11-01" })).toEqual(["2026-11-01T00:00:00.000Z", "2026-11-23T00:00:00.000Z"]);
  });

  it("covers 30 days up to the end without a start", () => {
    expect(boundsOf({ endDate: "2026-06-30" })).toEqual(["2026-06-01T00:00:00.000Z", "2026-07-01T00:00:00.000Z"]);
    // The instant belongs to no day any more: the last one is June 29.
    expect(boundsOf({ endDate: "2026-06-30T00:00:00Z" })).toEqual([
      "2026-05-31T00:00:00.000Z",
      "2026-06-30T00:00:00.000Z",
    ]);
  });

  it("may end in the future, but not begin there without an end", () => {
    expect(boundsOf({ startDate: "2027-01-01", endDate: "2027-01-31" })).toHaveLength(2);
    expect(() => boundsOf({ startDate: "2027-01-01" })).toThrow(expect.objectContaining({ code: "invalid_request" }));
  });

  it("is at most five years long", () => {
    expect(boundsOf({ startDate: "2021-11-22" })).toHaveLength(2);
    expect(() => boundsOf({ startDate: "2021-11-21" })).toThrow(expect.objectContaining({ code: "range_too_large" }));
  });
});

describe("groupingFor", () => {
  it.each([
    ["2026-11-01", "2026-11-30", "day"],
    ["2026-01-01", "2026-04-02", "day"],
    ["2026-01-01", "2026-04-03", "week"],
    ["2026-01-01", "2026-07-03", "week"],
    ["2026-01-01", "2026-07-04", "month"],
    ["2024-01-01", "2026-11-22", "month"],
  ])("divides %s to %s by the %s", (startDate, endDate, grouping) => {
    expect(groupingFor(reportRange({ startDate, endDate, timezone: "America/New_York" }, now))).toBe(grouping);
  });
});
