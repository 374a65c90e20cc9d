import { describe, expect, it } from "vitest";
import { decimalsShown, exponentOf, isCurrency, payoutStepOf, toCurrency } from "./currency";

describe("toCurrency", () => {
  it("takes a code in any case", () => {
    expect(toCurrency("USD")).toBe("usd");
    expect(toCurrency("eur")).toBe("eur");
  });

  it.each(["", "us", "usdc", "u$d", "12a", " usd"])("refuses %j", (code) => {
    expect(() => toCurrency(code)).toThrow("Not a currency code.");
  });
});

describe("isCurrency", () => {
  it("knows only lower-case codes, and also those Stripe may add later", () => {
    expect(isCurrency("usd")).toBe(true);
    expect(isCurrency("xyz")).toBe(true);
    expect(isCurrency("USD")).toBe(false);
  });
});

describe("exponentOf", () => {
  it.each([
    ["usd", 2],
    ["eur", 2],
    ["huf", 2],
    ["twd", 2],
    ["isk", 2],
    ["ugx", 2],
    ["jpy", 0],
    ["krw", 0],
    ["xpf", 0],
    ["kwd", 3],
    ["tnd", 3],
  ] as const)("counts %s with %i decimals", (code, exponent) => {
    expect(exponentOf(toCurrency(code))).toBe(exponent);
  });
});

describe("decimalsShown", () => {
  it("leaves decimals out of whole amounts of currencies that have none in daily use", () => {
    expect(decimalsShown(toCurrency("isk"), 50_000n)).toBe(0);
    expect(decimalsShown(toCurrency("ugx"), 0n)).toBe(0);
    expect(decimalsShown(toCurrency("isk"), 50_001n)).toBe(2);
    expect(decimalsShown(toCurrency("isk"), -50_001n)).toBe(2);
  });

  it("keeps them for every other currency", () => {
    expect(decimalsShown(toCurrency("usd"), 10_000n)).toBe(2);
    expect(decimalsShown(toCurrency("huf"), 10_000n)).toBe(2);
    expect(decimalsShown(toCurrency("jpy"), 100n)).toBe(0);
  });
});

describe("payoutStepOf", () => {
  it.each([
    ["usd", 1n],
    ["jpy", 1n],
    ["huf", 100n],
    ["twd", 100n],
    ["isk", 100n],
    ["ugx", 100n],
    ["kwd", 10n],
  ] as const)("pays %s out in steps of %s", (code, step) => {
    expect(payoutStepOf(toCurrency(code))).toBe(step);
  });
});
