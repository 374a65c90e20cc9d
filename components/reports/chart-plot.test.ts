import { describe, expect, it } from "vitest";
import { type ChartBucket, type ChartSeries, plotOf } from "./chart-plot";

const series: ChartSeries[] = [
  { key: "processing", label: "Stripe processing", color: "var(--chart-fees)" },
  { key: "application", label: "Application", color: "var(--chart-application)" },
];

function bucket(processing: number, application = 0, before: number | null = null): ChartBucket {
  return {
    key: `${processing} ${application}`,
    title: "Nov 2026",
    tick: { lines: ["Nov"], isMinor: false },
    href: null,
    rows: "rows",
    isPart: false,
    isMissing: false,
    figures: { processing: { value: processing, text: "" }, application: { value: application, text: "" } },
    total: null,
    before: before === null ? null : { value: before, text: "", label: "Before", change: "" },
  };
}

describe("plotOf", () => {
  it("stands one figure on the other", () => {
    const { columns, zero, ticks } = plotOf([bucket(60, 40)], series);
    expect(columns[0]?.stack).toEqual([
      { key: "processing", color: "var(--chart-fees)", foot: 0, height: 60 },
      { key: "application", color: "var(--chart-application)", foot: 60, height: 40 },
    ]);
    expect(zero).toBe(0);
    expect(ticks.map(({ label }) => label)).toEqual(["0", "50", "100"]);
  });

  it("hangs what came back below the zero line, without taking it from what was taken", () => {
    const { columns, zero, bottom } = plotOf([bucket(100, -100)], series);
    const [taken, returned] = columns[0]?.stack ?? [];
    expect(bottom).toBe(-100);
    expect(zero).toBe(50);
    expect(taken).toMatchObject({ foot: 50, height: 50 });
    expect(returned).toMatchObject({ foot: 0, height: 50 });
  });

  it("draws nothing for zero", () => {
    expect(plotOf([bucket(0, 0)], series).columns[0]?.stack).toEqual([]);
  });

  it("makes room for what it is compared with", () => {
    const { columns, top } = plotOf([bucket(50, 0, 400)], series);
    expect(top).toBe(400);
    expect(columns[0]?.before).toEqual({ foot: 0, height: 100 });
  });

  it("counts people in whole steps", () => {
    expect(plotOf([bucket(1)], series).ticks.length).toBeGreaterThan(2);
    expect(plotOf([bucket(1)], series, { isWhole: true }).ticks.map(({ label }) => label)).toEqual(["0", "1"]);
  });

  it("has an axis without any bar", () => {
    expect(plotOf([], series).ticks.map(({ label }) => label)).toEqual(["0", "1"]);
  });
});
