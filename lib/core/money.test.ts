import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCurrency } from "./currency";
import {
  add,
  formatMoney,
  isEnough,
  money,
  negate,
  subtract,
  sumByCurrency,
  toDecimalString,
  toMajorNumber,
} from "./money";

const of = (minor: bigint, code = "usd") => money(minor, toCurrency(code));
const beyond = 2n ** 53n + 1n;

const anyCurrency = fc.constantFrom("usd", "eur", "jpy", "kwd", "isk", "ugx", "huf").map(toCurrency);
const anyMoney = fc.record({ minor: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), currency: anyCurrency });

describe("add and subtract", () => {
  it("are exact beyond what a JavaScript number holds", () => {
    expect(add(of(beyond), of(1n))).toEqual(of(beyond + 1n));
    expect(subtract(of(0n), of(beyond))).toEqual(of(-beyond));
  });

  it("refuse two currencies", () => {
    expect(() => add(of(1n), of(1n, "eur"))).toThrow("Cannot combine usd and eur.");
    expect(() => subtract(of(1n), of(1n, "eur"))).toThrow("Cannot combine usd and eur.");
  });

  it("undo each other", () => {
    fc.assert(
      fc.property(anyMoney, fc.bigInt(), (a, minor) => {
        const b = money(minor, a.currency);
        expect(subtract(add(a, b), b)).toEqual(a);
        expect(add(a, negate(a)).minor).toBe(0n);
      }),
    );
  });
});

describe("isEnough", () => {
  it("is true up to the last cent", () => {
    expect(isEnough(of(100n), of(100n))).toBe(true);
    expect(isEnough(of(99n), of(100n))).toBe(false);
    expect(isEnough(of(-1n), of(0n))).toBe(false);
  });

  it("never compares across currencies", () => {
    expect(() => isEnough(of(1n), of(1n, "jpy"))).toThrow("Cannot combine usd and jpy.");
  });
});

describe("sumByCurrency", () => {
  it("keeps currencies apart, in the order in which they first appear", () => {
    expect(sumByCurrency([of(5n, "eur"), of(1n), of(-7n, "eur"), of(2n)])).toEqual([of(-2n, "eur"), of(3n)]);
  });

  it("is nothing for nothing", () => {
    expect(sumByCurrency([])).toEqual([]);
  });

  it("does not depend on the order of the amounts", () => {
    const totals = (amounts: ReturnType<typeof of>[]) =>
      new Map(sumByCurrency(amounts).map(({ currency, minor }) => [currency, minor]));
    fc.assert(
      fc.property(fc.array(anyMoney), (amounts) => {
        expect(totals(amounts.toReversed())).toEqual(totals(amounts));
      }),
    );
  });
});

describe("toDecimalString", () => {
  it.each([
    [124_050n, "usd", "1240.50"],
    [0n, "usd", "0.00"],
    [-5n, "usd", "-0.05"],
    [120_000n, "jpy", "120000"],
    [-1n, "jpy", "-1"],
    [1_240_500n, "kwd", "1240.500"],
    [7n, "kwd", "0.007"],
    [50_000n, "isk", "500.00"],
    [beyond, "usd", "90071992547409.93"],
  ] as const)("writes %s %s as %s", (minor, code, text) => {
    expect(toDecimalString(of(minor, code))).toBe(text);
  });

  it("loses nothing", () => {
    fc.assert(
      fc.property(anyMoney, (amount) => {
        expect(BigInt(toDecimalString(amount).replace(".", ""))).toBe(amount.minor);
      }),
    );
  });
});

describe("formatMoney", () => {
  it.each([
    [124_050n, "usd", "$1,240.50"],
    [-8_640n, "usd", "\u2212$86.40"],
    [0n, "usd", "$0.00"],
    [120_000n, "jpy", "¥120,000"],
    [50_000n, "isk", "ISK\u00a0500"],
    [50_050n, "isk", "ISK\u00a0500.50"],
    [250_000n, "ugx", "UGX\u00a02,500"],
    [1_045n, "huf", "HUF\u00a010.45"],
    [1_240_500n, "kwd", "KWD\u00a01,240.500"],
    [beyond, "usd", "$90,071,992,547,409.93"],
    [2n ** 63n - 1n, "jpy", "¥9,223,372,036,854,775,807"],
  ] as const)("shows %s %s as %s", (minor, code, text) => {
    expect(formatMoney(of(minor, code))).toBe(text);
  });

  it("follows the locale and keeps Stripe's number of decimals", () => {
    expect(formatMoney(of(124_050n, "eur"), "de-DE")).toBe("1.240,50\u00a0€");
    expect(formatMoney(of(1_000n, "huf"), "hu-HU")).toBe("10,00\u00a0Ft");
  });

  it("shows every digit of every amount", () => {
    fc.assert(
      fc.property(anyMoney, (amount) => {
        const digits = formatMoney(amount).replace(/[^\d.]/g, "");
        const isNegative = formatMoney(amount).startsWith("\u2212");
        const shown = toDecimalString(amount).replace("-", "");
        expect([shown, shown.replace(/\.00$/, "")]).toContain(digits);
        expect(isNegative).toBe(amount.minor < 0n);
      }),
    );
  });
});

describe("toMajorNumber", () => {
  it("is for the height of bars", () => {
    expect(toMajorNumber(of(124_050n))).toBe(1240.5);
    expect(toMajorNumber(of(-120n, "jpy"))).toBe(-120);
  });
});
