import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCurrency } from "./currency";
import { money } from "./money";
import { checkAmount, checkFunds, largestPayout } from "./payout-rules";

const of = (minor: bigint, code = "usd") => money(minor, toCurrency(code));

describe("checkAmount", () => {
  it.each([
    [1n, "usd"],
    [2n ** 53n - 1n, "usd"],
    [1n, "jpy"],
    [100n, "huf"],
    [10n, "kwd"],
  ] as const)("has nothing against %s %s", (minor, code) => {
    expect(checkAmount(of(minor, code))).toBeNull();
  });

  it.each([
    [0n, "usd", "A payout must be more than zero."],
    [-100n, "huf", "A payout must be more than zero."],
    [1_045n, "huf", "Payouts in HUF must be whole units, without decimals."],
    [150n, "twd", "Payouts in TWD must be whole units, without decimals."],
    [50_001n, "isk", "Payouts in ISK must be whole units, without decimals."],
    [99n, "ugx", "Payouts in UGX must be whole units, without decimals."],
    [1_005n, "kwd", "Payouts in KWD must have 0 as their last decimal."],
  ] as const)("refuses %s %s: %s", (minor, code, sentence) => {
    expect(checkAmount(of(minor, code))).toBe(sentence);
  });
});

describe("checkFunds", () => {
  it("is satisfied up to the last cent", () => {
    expect(checkFunds({ available: of(124_000n), amount: of(124_000n) })).toBeNull();
  });

  it("says what there is, what was asked for and what would go", () => {
    expect(checkFunds({ available: of(98_000n), amount: of(124_000n) })).toBe(
      "You have $980.00 available, which is less than $1,240.00. The largest payout is $980.00.",
    );
    expect(checkFunds({ available: of(1_045n, "huf"), amount: of(1_100n, "huf") })).toContain(
      "The largest payout is HUF\u00a010.00.",
    );
  });

  it("advises nothing when there is nothing", () => {
    expect(checkFunds({ available: of(-500n), amount: of(1n) })).toBe(
      "You have \u2212$5.00 available, which is less than $0.01.",
    );
  });

  it("never compares across currencies", () => {
    expect(() => checkFunds({ available: of(5n), amount: of(5n, "eur") })).toThrow("Cannot combine usd and eur.");
  });
});

describe("largestPayout", () => {
  it.each([
    [98_000n, "usd", 98_000n],
    [1_045n, "huf", 1_000n],
    [99n, "huf", 0n],
    [1_239n, "kwd", 1_230n],
    [0n, "usd", 0n],
    [-1n, "usd", 0n],
  ] as const)("of %s %s is %s", (available, code, most) => {
    expect(largestPayout(of(available, code))).toEqual(of(most, code));
  });

  it("is always allowed, covered, and the most that is", () => {
    const anyCode = fc.constantFrom("usd", "jpy", "huf", "isk", "kwd");
    fc.assert(
      fc.property(fc.bigInt({ min: 100n, max: 2n ** 53n }), anyCode, (minor, code) => {
        const available = of(minor, code);
        const most = largestPayout(available);
        expect(checkAmount(most)).toBeNull();
        expect(checkFunds({ available, amount: most })).toBeNull();
        const more = Array.from({ length: 100 }, (_, index) => of(most.minor + BigInt(index) + 1n, code));
        expect(more.some((amount) => checkAmount(amount) === null && amount.minor <= available.minor)).toBe(false);
      }),
    );
  });
});
