import { describe, expect, it } from "vitest";
import { ago, arrivalDay, clockTime, fullTime, shortDate, shortDay, stamp } from "./time";

const newYork = "America/New_York";
const now = new Date("2026-11-22T15:02:11Z");
const clock = { zone: newYork, now };

describe("shortDay", () => {
  it("says the year only where it is another", () => {
    expect(shortDay("2026-11-23", clock)).toBe("Nov 23");
    expect(shortDay("2025-11-23", clock)).toBe("Nov 23, 2025");
  });

  it("can name the weekday", () => {
    expect(shortDay("2026-11-23", clock, { weekday: true })).toBe("Mon, Nov 23");
  });
});

describe("arrivalDay", () => {
  it("stays on Stripe's day, whatever the zone", () => {
    expect(arrivalDay(new Date("2026-11-24T00:00:00Z"))).toBe("2026-11-24");
  });
});

describe("stamp", () => {
  it("names today, and other days by date, in the zone of the organization", () => {
    expect(stamp(new Date("2026-11-22T14:58:00Z"), clock)).toBe("Today 09:58");
    expect(stamp(new Date("2026-11-22T02:06:00Z"), clock)).toBe("Nov 21 21:06");
    expect(stamp(new Date("2026-11-22T05:00:00Z"), clock)).toBe("Today 00:00");
  });
});

describe("ago", () => {
  const past = (ms: number) => ago(new Date(now.getTime() - ms), clock);

  it("counts minutes, then hours, then gives the date", () => {
    expect(past(30_000)).toBe("just now");
    expect(past(2 * 60_000)).toBe("2 min ago");
    expect(past(60 * 60_000)).toBe("1 hour ago");
    expect(past(23 * 3_600_000)).toBe("23 hours ago");
    expect(past(24 * 3_600_000)).toBe("on Nov 21");
  });

  it("takes a clock that runs ahead for now", () => {
    expect(past(-5_000)).toBe("just now");
  });
});

describe("clockTime and fullTime", () => {
  it("name the zone", () => {
    expect(clockTime(now, newYork)).toBe("10:02:11 EST");
    expect(fullTime(now, newYork)).toBe("Nov 22, 2026, 10:02:11 EST · 15:02:11 UTC");
    expect(fullTime(now, "UTC")).toBe("Nov 22, 2026, 15:02:11 UTC");
  });
});

describe("shortDate", () => {
  it("is the day in the organization's zone", () => {
    expect(shortDate(new Date("2026-11-23T03:00:00Z"), clock)).toBe("Nov 22");
  });
});
