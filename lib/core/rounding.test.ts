import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { divideHalfEven } from "./rounding";

describe("divideHalfEven", () => {
  it.each([
    [0n, 3n, 0n],
    [325_000n, 2n, 162_500n],
    [5n, 2n, 2n],
    [7n, 2n, 4n],
    [-5n, 2n, -2n],
    [-7n, 2n, -4n],
    [1n, 2n, 0n],
    [-1n, 2n, 0n],
    [8n, 3n, 3n],
    [7n, 3n, 2n],
    [-8n, 3n, -3n],
    [2n ** 80n + 1n, 2n, 2n ** 79n],
  ])("%d / %d is %d", (dividend, divisor, quotient) => {
    expect(divideHalfEven(dividend, divisor)).toBe(quotient);
  });

  it("is never further away than a half, and even where it is just that", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), fc.bigInt({ min: 1n, max: 1_000n }), (a, b) => {
        const quotient = divideHalfEven(a, b);
        const twice = 2n * (a - quotient * b);
        expect(twice <= b && twice >= -b).toBe(true);
        if (twice === b || twice === -b) expect(quotient % 2n).toBe(0n);
      }),
    );
  });

  it("refuses to divide by what is not positive", () => {
    expect(() => divideHalfEven(1n, 0n)).toThrow("positive");
    expect(() => divideHalfEven(1n, -2n)).toThrow("positive");
  });
});
