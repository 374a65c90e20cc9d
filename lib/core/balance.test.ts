import { describe, expect, it } from "vitest";
import { amountIn } from "./balance";
import { toCurrency } from "./currency";
import { money } from "./money";

describe("amountIn", () => {
  const [usd, eur] = [toCurrency("usd"), toCurrency("eur")];

  it("is the amount of that currency alone", () => {
    expect(amountIn([money(5n, usd), money(7n, eur)], eur)).toBe(7n);
  });

  it("adds entries of the same currency, which a balance by source has", () => {
    expect(amountIn([money(2n ** 53n, usd), money(1n, usd), money(-3n, usd)], usd)).toBe(2n ** 53n - 2n);
  });

  it("is zero where the currency is absent", () => {
    expect(amountIn([], usd)).toBe(0n);
    expect(amountIn([money(5n, usd)], eur)).toBe(0n);
  });
});
