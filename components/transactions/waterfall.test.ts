import { describe, expect, it } from "vitest";
import { toCurrency } from "@/lib/core/currency";
import { runningSpans, waterfallOf } from "./waterfall";

const usd = toCurrency("usd");
const fee = (type: string, minor: bigint) => ({ type, minor, currency: usd, description: null });

describe("waterfallOf", () => {
  it("goes from gross over each kind of fee to net", () => {
    const found = waterfallOf({
      amountMinor: 24_800n,
      feeMinor: 997n,
      netMinor: 23_803n,
      feeDetails: [fee("stripe_fee", 749n), fee("application_fee", 248n)],
    });
    expect(found.steps.map(({ label, minor, kind }) => [label, minor, kind])).toEqual([
      ["Gross", 24_800n, "gross"],
      ["Stripe fee", -749n, "stripe"],
      ["Application fee", -248n, "application"],
    ]);
    expect(found.addsUp).toBe(true);
    expect(found.zero).toBe(0);
    expect(found.steps[0]?.span).toEqual({ start: 0, width: 100 });
    expect(found.steps[1]?.span).toEqual({ start: 96.97, width: 3.02 });
  });

  it("adds parts of one kind together", () => {
    const { steps } = waterfallOf({
      amountMinor: 1_000n,
      feeMinor: 60n,
      netMinor: 940n,
      feeDetails: [fee("stripe_fee", 29n), fee("stripe_fee", 31n)],
    });
    expect(steps.map((step) => step.minor)).toEqual([1_000n, -60n]);
  });

  it("names what was not itemized instead of hiding it", () => {
    const found = waterfallOf({ amountMinor: 1_000n, feeMinor: 59n, netMinor: 941n, feeDetails: [] });
    expect(found.steps.at(-1)).toMatchObject({ label: "Other fees", minor: -59n, kind: "other" });
    expect(found.addsUp).toBe(false);
  });

  it("puts zero at the right end for money that went out", () => {
    const found = waterfallOf({ amountMinor: -8_640n, feeMinor: 0n, netMinor: -8_640n, feeDetails: [] });
    expect(found.zero).toBe(100);
    expect(found.steps).toEqual([{ label: "Gross", minor: -8_640n, span: { start: 0, width: 100 }, kind: "gross" }]);
  });

  it("shows a fee given back as money that came in", () => {
    const found = waterfallOf({
      amountMinor: -1_000n,
      feeMinor: -30n,
      netMinor: -970n,
      feeDetails: [fee("application_fee", -30n)],
    });
    expect(found.steps[1]?.minor).toBe(30n);
    expect(found.addsUp).toBe(true);
  });

  it("stays exact for amounts beyond 2^53 and draws nothing for zero", () => {
    const large = waterfallOf({
      amountMinor: 9_007_199_254_740_993n,
      feeMinor: 1n,
      netMinor: 9_007_199_254_740_992n,
      feeDetails: [fee("stripe_fee", 1n)],
    });
    expect(large.addsUp).toBe(true);
    expect(waterfallOf({ amountMinor: 0n, feeMinor: 0n, netMinor: 0n, feeDetails: [] }).steps[0]?.span).toEqual({
      start: 0,
      width: 0,
    });
  });
});

describe("runningSpans", () => {
  it("starts each bar where the one before ended", () => {
    const { spans, zero } = runningSpans([1_000n, -200n, -100n]);
    expect(zero).toBe(0);
    expect(spans).toEqual([
      { start: 0, width: 100 },
      { start: 80, width: 20 },
      { start: 70, width: 10 },
    ]);
  });

  it("moves zero inwards when the total goes below it", () => {
    const { spans, zero } = runningSpans([-500n, 1_000n]);
    expect(zero).toBe(50);
    expect(spans[1]).toEqual({ start: 0, width: 100 });
  });
});
