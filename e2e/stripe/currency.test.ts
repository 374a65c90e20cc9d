import { describe, expect, it } from "vitest";
import { disputeFee, exchangeRate, minorUnits, payoutStep, processingFee, roundToStep } from "./currency";

describe("an exchange rate", () => {
  it("is between minor units, whatever their size", () => {
    expect(exchangeRate("usd", "usd")).toBe(1);
    expect(exchangeRate("eur", "usd")).toBe(1.0835);
    // 0.67 cents for one yen, and 0.33 of a cent for one fils.
    expect(exchangeRate("jpy", "usd")).toBe(0.67);
    expect(exchangeRate("kwd", "usd")).toBe(0.32541);
    expect(() => exchangeRate("usd", "zzz")).toThrow("no rate");
  });
});

describe("amounts", () => {
  it("have the size of their currency", () => {
    expect(["usd", "jpy", "kwd", "huf"].map(minorUnits)).toEqual([100, 1, 1_000, 100]);
    expect(["usd", "jpy", "kwd", "huf"].map(payoutStep)).toEqual([1, 1, 10, 100]);
    expect([roundToStep(14, "kwd"), roundToStep(15, "kwd"), roundToStep(15, "usd")]).toEqual([10, 20, 15]);
  });

  it("of fees are those of the country's price list", () => {
    expect(processingFee(10_000, "usd")).toBe(320);
    expect(processingFee(10_000, "jpy")).toBe(360);
    expect(processingFee(1_000_000, "huf")).toBe(37_500);
    expect(["usd", "eur", "jpy", "kwd"].map(disputeFee)).toEqual([1_500, 1_500, 1_300, 4_500]);
  });
});
