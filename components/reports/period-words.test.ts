import { describe, expect, it } from "vitest";
import type { Clock } from "../time";
import { daysLabel, isPart, periodCount, periodLabel, periodRemark, rangeLabel, ticksOf } from "./period-words";

const clock: Clock = { zone: "America/New_York", now: new Date("2026-11-22T15:00:00Z") };
const period = (date: string, lastDate: string, isComplete = true) => ({ date, lastDate, isComplete });
const november = period("2026-11-01", "2026-11-22", false);

describe("periodLabel", () => {
  it("names a month with its year, also while it runs", () => {
    expect(periodLabel(period("2025-12-01", "2025-12-31"), "month", clock)).toBe("Dec 2025");
    expect(periodLabel(november, "month", clock)).toBe("Nov 2026");
  });

  it("tells a month that the range cuts by its days", () => {
    expect(periodLabel(period("2026-10-05", "2026-10-31"), "month", clock)).toBe("Oct 5 – 31");
    expect(periodLabel(period("2025-10-01", "2025-10-10"), "month", clock)).toBe("Oct 1 – 10, 2025");
  });

  it("gives weeks and days", () => {
    expect(periodLabel(period("2026-10-26", "2026-11-01"), "week", clock)).toBe("Oct 26 – Nov 1");
    expect(periodLabel(period("2026-11-02", "2026-11-08"), "week", clock)).toBe("Nov 2 – 8");
    expect(periodLabel(period("2026-11-02", "2026-11-02"), "day", clock)).toBe("Nov 2");
  });
});

describe("periodRemark", () => {
  it("says how far a running period goes", () => {
    expect(periodRemark(november, "month", clock)).toBe("to 22nd");
    expect(periodRemark(period("2026-11-01", "2026-11-30", false), "month", clock)).toBe("to 22nd");
    expect(periodRemark(period("2026-11-16", "2026-11-22", false), "week", clock)).toBe("not complete");
    expect(periodRemark(period("2026-11-22", "2026-11-22", false), "day", clock)).toBe("so far");
  });

  it("is silent about what has passed", () => {
    expect(periodRemark(period("2026-10-01", "2026-10-31"), "month", clock)).toBeNull();
  });

  it("knows the endings of ordinals", () => {
    const on = (day: string) =>
      periodRemark(period("2026-11-01", "2026-11-30", false), "month", {
        ...clock,
        now: new Date(`2026-11-${day}T15:00:00Z`),
      });
    expect(["01", "03", "11", "21"].map(on)).toEqual(["to 1st", "to 3rd", "to 11th", "to 21st"]);
  });
});

describe("isPart", () => {
  it("is true for what has not passed or is cut", () => {
    expect(isPart(november, "month")).toBe(true);
    expect(isPart(period("2026-10-05", "2026-10-31"), "month")).toBe(true);
    expect(isPart(period("2026-10-24", "2026-10-25"), "week")).toBe(true);
  });

  it("is false for whole ones", () => {
    expect(isPart(period("2026-02-01", "2026-02-28"), "month")).toBe(false);
    expect(isPart(period("2026-10-26", "2026-11-01"), "week")).toBe(false);
    expect(isPart(period("2026-10-26", "2026-10-26"), "day")).toBe(false);
  });
});

describe("rangeLabel", () => {
  it("names whole months by name", () => {
    expect(rangeLabel("2025-12-01", "2026-11-22", clock)).toBe("Dec 2025 – Nov 2026");
    expect(rangeLabel("2026-07-01", "2026-09-30", clock)).toBe("Jul 2026 – Sep 2026");
  });

  it("names anything else by its days", () => {
    expect(rangeLabel("2026-10-24", "2026-11-22", clock)).toBe("Oct 24 – Nov 22");
    expect(rangeLabel("2026-11-01", "2026-11-22", clock)).toBe("Nov 1 – 22");
    expect(daysLabel("2025-12-29", "2026-01-04", clock)).toBe("Dec 29, 2025 – Jan 4");
    expect(daysLabel("2026-11-22", "2026-11-22", clock)).toBe("Nov 22");
  });
});

describe("ticksOf", () => {
  const days = (count: number) =>
    Array.from({ length: count }, (_, index) => {
      const day = new Date(Date.UTC(2026, 7, 23 + index)).toISOString().slice(0, 10);
      return period(day, day, index < count - 1);
    });

  it("gives the year to the first month and to each January", () => {
    const months = [
      period("2025-12-01", "2025-12-31"),
      period("2026-01-01", "2026-01-31"),
      period("2026-02-01", "2026-02-28"),
      november,
    ];
    expect(ticksOf(months, "month", clock).map(({ lines }) => lines)).toEqual([
      ["Dec", "2025"],
      ["Jan", "2026"],
      ["Feb"],
      ["Nov", "to 22nd"],
    ]);
  });

  it("writes a few days out and names the month where it turns", () => {
    expect(ticksOf(days(11).slice(-4), "day", clock).map(({ lines }) => lines)).toEqual([
      ["Aug 30"],
      ["31"],
      ["Sep 1"],
      ["2", "so far"],
    ]);
  });

  it("leaves most of many days without words", () => {
    const ticks = ticksOf(days(92), "day", clock);
    expect(ticks).toHaveLength(92);
    const shown = ticks.filter(({ lines }) => lines.length > 0);
    expect(shown.length).toBeLessThanOrEqual(16);
    expect(ticks.at(-1)?.lines).toEqual(["Nov 22", "so far"]);
    expect(ticks.at(-1)?.isMinor).toBe(false);
    expect(shown.filter(({ isMinor }) => isMinor).length).toBe(Math.floor(shown.length / 2));
  });

  it("writes whole weeks out while there are few", () => {
    const week = period("2026-11-02", "2026-11-08");
    expect(ticksOf([week], "week", clock)[0]?.lines).toEqual(["Nov 2 – 8"]);
    expect(
      ticksOf(
        Array.from({ length: 8 }, () => week),
        "week",
        clock,
      )[0]?.lines,
    ).toEqual(["Nov 2"]);
  });
});

describe("periodCount", () => {
  it("counts", () => {
    expect(periodCount(1, "month")).toBe("1 month");
    expect(periodCount(1200, "day")).toBe("1,200 days");
  });
});
