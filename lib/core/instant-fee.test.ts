import { describe, expect, it } from "vitest";
import { instantFee } from "./instant-fee";

const quote = { grossMinor: 101_000n, netMinor: 100_000n };

describe("instantFee", () => {
  it("is Stripe's own figure for the whole", () => {
    expect(instantFee(100_000n, quote)).toBe(1_000n);
  });

  it("is the same part of it for a part, rounded half up", () => {
    expect(instantFee(50_000n, quote)).toBe(500n);
    expect(instantFee(50n, quote)).toBe(1n);
    expect(instantFee(49n, quote)).toBe(0n);
  });

  it("is nothing where the platform takes nothing", () => {
    expect(instantFee(500n, { grossMinor: 1_000n, netMinor: 1_000n })).toBe(0n);
  });

  it("stays exact for large amounts", () => {
    expect(instantFee(9_007_199_254_740_991n, { grossMinor: 2n, netMinor: 1n })).toBe(9_007_199_254_740_991n);
  });

  it("is not known without a quote, or when nothing would arrive", () => {
    expect(instantFee(100n, null)).toBeNull();
    expect(instantFee(100n, { grossMinor: 5n, netMinor: 0n })).toBeNull();
  });
});
