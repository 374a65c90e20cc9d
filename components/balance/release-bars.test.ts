import { describe, expect, it } from "vitest";
import { toCurrency } from "@/lib/core/currency";
import { compact, niceStep, type ReleaseDay, releasePlot } from "./release-bars";

const usd = toCurrency("usd");
const on = (availableOn: string, netMinor: bigint): ReleaseDay => ({
  currency: usd,
  availableOn,
  count: 1,
  grossMinor: netMinor,
  feeMinor: 0n,
  netMinor,
});

describe("releasePlot", () => {
  it("gives every day a place, with or without money", () => {
    const plot = releasePlot([on("2026-11-24", 10_000n)], { currency: usd, first: "2026-11-23", count: 3 });
    expect(plot.bars.map(({ day, height }) => [day, height])).toEqual([
      ["2026-11-23", 0],
      ["2026-11-24", 100],
      ["2026-11-25", 0],
    ]);
    expect(plot.zero).toBe(0);
  });

  it("hangs a negative day below the zero line", () => {
    const rows = [on("2026-11-23", 30_000n), on("2026-11-24", -10_000n)];
    const plot = releasePlot(rows, { currency: usd, first: "2026-11-23", count: 2 });
    const [above, below] = plot.bars;
    expect(above?.foot).toBeCloseTo(plot.zero);
    expect(below && below.foot + below.height).toBeCloseTo(plot.zero);
    expect(plot.ticks.map(({ label }) => label)).toEqual(["\u2212100", "0", "100", "200", "300"]);
  });

  it("leaves out what lies after the last day", () => {
    const plot = releasePlot([on("2027-01-01", 5n)], { currency: usd, first: "2026-11-23", count: 14 });
    expect(plot.bars).toHaveLength(14);
    expect(plot.bars.every(({ height }) => height === 0)).toBe(true);
  });

  it("keeps the exact amount beside the lossy height", () => {
    const row = on("2026-11-23", 9_007_199_254_740_993n);
    const [bar] = releasePlot([row], { currency: usd, first: "2026-11-23", count: 1 }).bars;
    expect(bar?.net.minor).toBe(9_007_199_254_740_993n);
  });
});

describe("niceStep", () => {
  it("is 1, 2 or 5 times a power of ten", () => {
    expect(niceStep(2431, -186)).toBe(1000);
    expect(niceStep(300, -100)).toBe(100);
    expect(niceStep(7, 0)).toBe(2);
    expect(niceStep(0.5, 0)).toBeCloseTo(0.2);
  });

  it("is one where there is nothing", () => {
    expect(niceStep(0, 0)).toBe(1);
  });
});

describe("compact", () => {
  it("shortens and writes a true minus", () => {
    expect(compact(1500)).toBe("1.5K");
    expect(compact(-200)).toBe("\u2212200");
    expect(compact(2_000_000)).toBe("2M");
  });
});
