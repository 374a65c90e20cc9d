import { describe, expect, it } from "vitest";
import { isBridged } from "./rows-behind";

const of = (count: number, amount: bigint) => ({ count, amount });
const sides = {
  count: 3,
  total: 16_500n,
  listed: { count: 4, amountMinor: 18_500n, feeMinor: 0n },
  bridge: {
    both: of(2, 14_500n),
    settledElsewhere: of(1, 2_000n),
    madeElsewhere: of(1, 3_300n),
    failed: of(1, 700n),
    unexplained: of(0, 0n),
  },
};

describe("isBridged", () => {
  it("is true where both sides are made of what is named", () => {
    expect(isBridged(sides)).toBe(true);
  });

  it("is false for a penny, for a row, and for anything unexplained", () => {
    expect(isBridged({ ...sides, total: 16_501n })).toBe(false);
    expect(isBridged({ ...sides, count: 4 })).toBe(false);
    expect(isBridged({ ...sides, listed: { ...sides.listed, amountMinor: 18_499n } })).toBe(false);
    expect(isBridged({ ...sides, listed: { ...sides.listed, count: 5 } })).toBe(false);
    expect(isBridged({ ...sides, bridge: { ...sides.bridge, unexplained: of(1, 0n) } })).toBe(false);
  });
});
