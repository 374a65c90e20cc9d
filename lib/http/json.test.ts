import { describe, expect, it } from "vitest";
import { toJson, toTimestamp } from "./json";

describe("toJson", () => {
  it("writes exact integers, zero and negative ones included", () => {
    expect(toJson({ amount: 124_000n, fee: 0n, net: -5n })).toEqual({ amount: 124_000, fee: 0, net: -5 });
  });

  it("goes to the last integer that every reader keeps, and refuses the next", () => {
    expect(toJson(9_007_199_254_740_991n)).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => toJson(9_007_199_254_740_992n)).toThrow("too large");
    expect(() => toJson([{ deep: -9_007_199_254_740_993n }])).toThrow("too large");
  });

  it("refuses what JSON would write as null", () => {
    expect(() => toJson(Number.NaN)).toThrow("not finite");
    expect(() => toJson({ a: Number.POSITIVE_INFINITY })).toThrow("not finite");
  });

  it("writes instants in UTC and keeps null apart from absent", () => {
    const value = { at: new Date("2026-11-22T15:02:11+01:00"), none: null, absent: undefined, list: [1n, null, "x"] };
    expect(toJson(value)).toEqual({ at: "2026-11-22T14:02:11Z", none: null, list: [1, null, "x"] });
  });
});

describe("toTimestamp", () => {
  it("shows milliseconds only where there are any", () => {
    expect(toTimestamp(new Date("2026-11-22T15:02:11.000Z"))).toBe("2026-11-22T15:02:11Z");
    expect(toTimestamp(new Date("2026-11-22T15:02:11.250Z"))).toBe("2026-11-22T15:02:11.250Z");
  });
});
