import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addBusinessDays, day, daysInMonth, isBusinessDay, nextBusinessDay, startOfDay, weekday } from "./calendar";
import { minorUnits, payoutStep, processingFee, roundToStep } from "./currency";
import { mergeMetadata } from "./json";
import { createStream, nextFraction, nextId, nextInteger, nextLogNormal } from "./random";

const friday = Date.UTC(2026, 10, 20, 15) / 1000;

describe("the calendar", () => {
  it("counts business days over a weekend", () => {
    expect(weekday(friday)).toBe(5);
    expect(addBusinessDays(friday, 1)).toBe(startOfDay(friday) + 3 * day);
    expect(addBusinessDays(friday + day, 1)).toBe(startOfDay(friday) + 3 * day);
    expect(addBusinessDays(friday, 0)).toBe(startOfDay(friday));
    expect(nextBusinessDay(friday)).toBe(startOfDay(friday));
    expect(nextBusinessDay(friday + day)).toBe(startOfDay(friday) + 3 * day);
  });

  it("always ends on a business day after the start", () => {
    const times = fc.integer({ min: 1_500_000_000, max: 2_500_000_000 });
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 40 }), (time, count) => {
        const date = addBusinessDays(time, count);
        expect(isBusinessDay(date)).toBe(true);
        expect(date - startOfDay(time)).toBeGreaterThanOrEqual(count * day);
        expect(date - startOfDay(time)).toBeLessThanOrEqual((Math.ceil(count / 5) * 2 + count) * day);
      }),
    );
  });

  it("knows leap years", () => {
    expect(daysInMonth(Date.UTC(2028, 1, 3) / 1000)).toBe(29);
    expect(daysInMonth(Date.UTC(2026, 1, 3) / 1000)).toBe(28);
  });
});

describe("currencies", () => {
  it.each([
    ["usd", 100, 1],
    ["jpy", 1, 1],
    ["kwd", 1000, 10],
    ["huf", 100, 100],
  ])("%s has %i minor units and pays out in steps of %i", (currency, units, step) => {
    expect([minorUnits(currency), payoutStep(currency)]).toEqual([units, step]);
  });

  it("keep fees to amounts that the currency can hold", () => {
    expect(processingFee(10_000, "usd")).toBe(320);
    expect(processingFee(1_000, "jpy")).toBe(36);
    expect(processingFee(14_500, "kwd") % 10).toBe(0);
    expect(roundToStep(1_234, "kwd")).toBe(1_230);
  });
});

describe("random streams", () => {
  it("repeat for the same seed and name, and differ otherwise", () => {
    const draw = (seed: number, name: string) => nextId(createStream(seed, name), "po");
    expect(draw(1, "a")).toBe(draw(1, "a"));
    expect(new Set([draw(1, "a"), draw(1, "b"), draw(2, "a")]).size).toBe(3);
  });

  it("stay within their bounds", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const stream = createStream(seed, "test");
        const fraction = nextFraction(stream);
        expect(fraction >= 0 && fraction < 1).toBe(true);
        expect([3, 4, 5]).toContain(nextInteger(stream, 3, 5));
        expect(nextLogNormal(stream, 48, 0.7)).toBeGreaterThan(0);
      }),
    );
  });

  it("have log-normal draws around their median", () => {
    const stream = createStream(1, "median");
    const draws = Array.from({ length: 5_000 }, () => nextLogNormal(stream, 48, 0.7));
    expect(draws.filter((draw) => draw < 48).length / draws.length).toBeCloseTo(0.5, 1);
  });
});

describe("mergeMetadata", () => {
  it("sets, unsets one and unsets all", () => {
    expect(mergeMetadata({ a: "1" }, { b: "2" })).toEqual({ a: "1", b: "2" });
    expect(mergeMetadata({ a: "1", b: "2" }, { a: "" })).toEqual({ b: "2" });
    expect(mergeMetadata({ a: "1" }, "")).toEqual({});
    expect(mergeMetadata({ a: "1" }, undefined)).toEqual({ a: "1" });
  });
});
