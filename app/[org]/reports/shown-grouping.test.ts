import { describe, expect, it } from "vitest";
import { shownGrouping } from "./shown-grouping";

const range = (days: number) => ({
  from: new Date("2026-01-01T00:00:00Z"),
  to: new Date(Date.parse("2026-01-01T00:00:00Z") + days * 86_400_000),
  timezone: "UTC",
});

describe("shownGrouping", () => {
  it("is what was asked for while it can be read", () => {
    expect(shownGrouping(range(92), "day")).toEqual({ groupBy: "day", notice: null });
    expect(shownGrouping(range(600), "week")).toEqual({ groupBy: "week", notice: null });
    expect(shownGrouping(range(1_800), "month")).toEqual({ groupBy: "month", notice: null });
  });

  it("takes longer steps for longer ranges, and says so", () => {
    expect(shownGrouping(range(93), "day")).toEqual({
      groupBy: "week",
      notice: "That would be more than 92 days, so this is by week.",
    });
    expect(shownGrouping(range(1_800), "day").groupBy).toBe("month");
    expect(shownGrouping(range(1_800), "week").groupBy).toBe("month");
  });

  it("suits the range when nobody says", () => {
    expect([30, 120, 365].map((days) => shownGrouping(range(days), undefined).groupBy)).toEqual([
      "day",
      "week",
      "month",
    ]);
  });
});
