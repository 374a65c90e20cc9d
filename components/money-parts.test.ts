import { describe, expect, it } from "vitest";
import { toCurrency } from "@/lib/core/currency";
import { money } from "@/lib/core/money";
import { currencyName, moneyParts } from "./money-parts";

const of = (minor: bigint, code: string, withCode = false) => moneyParts(money(minor, toCurrency(code)), { withCode });

describe("moneyParts", () => {
  it("cuts at the decimal point", () => {
    expect(of(1_141_607n, "usd")).toEqual({ whole: "$11,416", fraction: ".07", code: "USD", isNegative: false });
  });

  it("has no fraction where the currency has none", () => {
    expect(of(120_000n, "jpy")).toMatchObject({ whole: "¥120,000", fraction: "" });
    expect(of(500_00n, "ugx", true)).toMatchObject({ whole: "500", fraction: "" });
  });

  it("keeps three decimals", () => {
    expect(of(840_250n, "kwd", true)).toMatchObject({ whole: "840", fraction: ".250", code: "KWD" });
  });

  it("writes a true minus sign before the symbol", () => {
    expect(of(-86_000n, "usd")).toMatchObject({ whole: "\u2212$860", fraction: ".00", isNegative: true });
    expect(of(-5_000n, "kwd", true)).toMatchObject({ whole: "\u22125", fraction: ".000" });
  });

  it("drops a symbol that is only the code, and only when the code follows", () => {
    expect(of(318_250n, "kwd").whole).toBe("KWD\u00a0318");
    expect(of(318_250n, "kwd", true).whole).toBe("318");
    expect(of(100n, "usd", true).whole).toBe("$1");
  });

  it("stays exact beyond what a number holds", () => {
    expect(of(9_007_199_254_740_993n, "usd")).toMatchObject({ whole: "$90,071,992,547,409", fraction: ".93" });
  });

  it("shows zero without a sign", () => {
    expect(of(0n, "eur")).toMatchObject({ whole: "€0", fraction: ".00", isNegative: false });
  });
});

describe("currencyName", () => {
  it("names a currency, and leaves an unknown one as its code", () => {
    expect(currencyName(toCurrency("kwd"))).toBe("Kuwaiti Dinar");
    expect(currencyName(toCurrency("qqq"))).toBe("QQQ");
  });
});
