import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "./errors";
import { addDays, dateRange, isDay, isDayOrInstant, isTimezone, localDay, startOfDay } from "./period";

/** Ordinary ones, halves and quarters of an hour, both hemispheres, and clocks that change at midnight. */
const zones = [
  "UTC",
  "America/New_York",
  "Europe/Berlin",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Kiritimati",
  "Pacific/Niue",
  "America/Santiago",
  "Africa/Cairo",
  "America/Havana",
];

const anyDay = fc.integer({ min: 0, max: 40 * 365 }).map((days) => addDays("2000-01-01", days));

function refusalOf(range: Parameters<typeof dateRange>[0]): AppError {
  try {
    dateRange(range);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("It was accepted.");
}

describe("startOfDay", () => {
  it.each([
    ["2026-11-22", "UTC", "2026-11-22T00:00:00.000Z"],
    ["2026-11-22", "America/New_York", "2026-11-22T05:00:00.000Z"],
    ["2026-07-01", "America/New_York", "2026-07-01T04:00:00.000Z"],
    ["2026-11-22", "Asia/Kolkata", "2026-11-21T18:30:00.000Z"],
    ["2026-11-22", "Asia/Kathmandu", "2026-11-21T18:15:00.000Z"],
    ["2026-11-22", "Pacific/Kiritimati", "2026-11-21T10:00:00.000Z"],
    ["2026-11-22", "Pacific/Niue", "2026-11-22T11:00:00.000Z"],
    ["2026-01-01", "Australia/Lord_Howe", "2025-12-31T13:00:00.000Z"],
    ["2026-07-01", "Australia/Lord_Howe", "2026-06-30T13:30:00.000Z"],
  ])("%s in %s is %s", (day, zone, instant) => {
    expect(startOfDay(day, zone).toISOString()).toBe(instant);
  });

  it("is later than midnight where the clocks skip it", () => {
    expect(startOfDay("2026-04-24", "Africa/Cairo").toISOString()).toBe("2026-04-23T22:00:00.000Z");
    expect(localDay(new Date("2026-04-23T21:59:59Z"), "Africa/Cairo")).toBe("2026-04-23");
  });

  it("is the first of two where the clocks go back over midnight", () => {
    // In St. John's the clock of 00:01 went back to 23:01; in Casey that of 02:00 went back to 23:00.
    expect(startOfDay("2010-11-07", "America/St_Johns").toISOString()).toBe("2010-11-07T02:30:00.000Z");
    expect(startOfDay("2010-03-05", "Antarctica/Casey").toISOString()).toBe("2010-03-04T13:00:00.000Z");
  });

  it("is the start of the next day where the zone skipped one", () => {
    expect(startOfDay("2011-12-30", "Pacific/Apia")).toEqual(startOfDay("2011-12-31", "Pacific/Apia"));
  });

  it("is the first instant of that day, everywhere and always", () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...zones), (day, zone) => {
        const start = startOfDay(day, zone);
        expect(localDay(start, zone)).toBe(day);
        expect(localDay(new Date(start.getTime() - 1), zone)).toBe(addDays(day, -1));
      }),
      { numRuns: 200 },
    );
  });

  it("puts every instant in exactly one day, so that no row is counted twice or never", () => {
    const anyInstant = fc.date({ min: new Date("2000-01-01"), max: new Date("2039-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(anyInstant, fc.constantFrom(...zones), (instant, zone) => {
        const day = localDay(instant, zone);
        expect(startOfDay(day, zone).getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(startOfDay(addDays(day, 1), zone).getTime()).toBeGreaterThan(instant.getTime());
      }),
      { numRuns: 200 },
    );
  });
});

describe("dateRange", () => {
  it("takes an end day whole", () => {
    expect(dateRange({ startDate: "2026-11-01", endDate: "2026-11-22", timezone: "America/New_York" })).toEqual({
      from: new Date("2026-11-01T04:00:00Z"),
      to: new Date("2026-11-23T05:00:00Z"),
    });
  });

  it.each([
    ["America/New_York", "2026-03-08", 23],
    ["America/New_York", "2026-11-01", 25],
    ["Australia/Lord_Howe", "2026-10-04", 23.5],
    ["Australia/Lord_Howe", "2026-04-05", 24.5],
    ["America/Havana", "2026-11-01", 25],
    ["Asia/Kolkata", "2026-03-08", 24],
  ])("gives a day in %s on %s its %d hours", (timezone, day, hours) => {
    const { from, to } = dateRange({ startDate: day, endDate: day, timezone });
    expect(((to?.getTime() ?? 0) - (from?.getTime() ?? 0)) / 3_600_000).toBe(hours);
  });

  it("takes instants as they are, the end excluded", () => {
    expect(
      dateRange({ startDate: "2026-11-22T10:00:00+01:00", endDate: "2026-11-22T15:00:00.250Z", timezone: "UTC" }),
    ).toEqual({ from: new Date("2026-11-22T09:00:00Z"), to: new Date("2026-11-22T15:00:00.250Z") });
  });

  it("leaves out the bound that was not given", () => {
    expect(dateRange({ timezone: "UTC" })).toEqual({});
    expect(dateRange({ startDate: "2026-11-22", timezone: "UTC" })).toEqual({ from: new Date("2026-11-22") });
    expect(dateRange({ endDate: "2026-11-22", timezone: "UTC" })).toEqual({ to: new Date("2026-11-23") });
  });

  it("joins neighbouring days without a gap or an overlap", () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...zones), (day, timezone) => {
        const next = addDays(day, 1);
        expect(dateRange({ endDate: day, timezone }).to).toEqual(dateRange({ startDate: next, timezone }).from);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ["2026-11-23", "2026-11-22"],
    ["2026-11-23T00:00:00Z", "2026-11-22"],
    ["2026-11-22", "2026-11-21T12:00:00Z"],
    ["2026-11-22T12:00:01Z", "2026-11-22T12:00:00Z"],
  ])("refuses %s to %s, which ends before it starts", (startDate, endDate) => {
    const refusal = refusalOf({ startDate, endDate, timezone: "UTC" });
    expect(refusal).toMatchObject({ code: "invalid_request", status: 400 });
    expect(refusal.details.errors).toMatchObject([{ pointer: "endDate" }]);
  });

  it("allows an instant within the day that is the end", () => {
    expect(dateRange({ startDate: "2026-11-22T23:00:00Z", endDate: "2026-11-22", timezone: "UTC" })).toEqual({
      from: new Date("2026-11-22T23:00:00Z"),
      to: new Date("2026-11-23T00:00:00Z"),
    });
  });

  it("goes up to five years and no day further", () => {
    const timezone = "Europe/Berlin";
    expect(dateRange({ startDate: "2021-11-22", endDate: "2026-11-22", timezone }).to).toBeInstanceOf(Date);
    expect(refusalOf({ startDate: "2021-11-22", endDate: "2026-11-23", timezone }).code).toBe("range_too_large");
    expect(refusalOf({ startDate: "2024-02-29", endDate: "2029-03-01", timezone }).code).toBe("range_too_large");
    expect(refusalOf({ startDate: "2015-01-01T00:00:00Z", endDate: "2026-01-01", timezone }).code).toBe(
      "range_too_large",
    );
  });

  it("refuses a zone nobody knows, and text that is no date", () => {
    expect(refusalOf({ timezone: "Mars/Olympus" }).code).toBe("invalid_timezone");
    expect(refusalOf({ startDate: "22.11.2026", timezone: "UTC" }).details.errors).toMatchObject([
      { pointer: "startDate" },
    ]);
    expect(refusalOf({ endDate: "soon", timezone: "UTC" }).details.errors).toMatchObject([{ pointer: "endDate" }]);
  });
});

describe("isTimezone", () => {
  it.each([...zones, "europe/berlin", "Etc/GMT+5", "America/Argentina/Buenos_Aires"])("knows %s", (zone) => {
    expect(isTimezone(zone)).toBe(true);
  });

  it.each(["", "Mars/Olympus", "IST", "EST", "+05:30", "GMT+5", "Europe/Berlin ", "../etc/passwd", "America/New York"])(
    "refuses %j",
    (zone) => expect(isTimezone(zone)).toBe(false),
  );
});

describe("isDay", () => {
  it.each(["2026-11-22", "2024-02-29", "1970-01-01", "2199-12-31"])("accepts %s", (day) => {
    expect(isDay(day)).toBe(true);
  });

  it.each([
    "2026-02-29",
    "2026-13-01",
    "2026-11-31",
    "2026-1-2",
    "20261122",
    "1969-12-31",
    "9999-01-01",
    "+002026-11-22",
  ])("refuses %s", (day) => expect(isDay(day)).toBe(false));
});

describe("isDayOrInstant", () => {
  it.each(["2026-11-22", "2026-11-22T15:00Z", "2026-11-22T15:00:00Z", "2026-11-22T15:00:00.123456+05:30"])(
    "accepts %s",
    (text) => expect(isDayOrInstant(text)).toBe(true),
  );

  it.each([
    "2026-11-22T15:00:00",
    "2026-02-30T15:00:00Z",
    "2026-11-22T25:00:00Z",
    "2026-11-22 15:00:00Z",
    "1763823600",
  ])("refuses %s", (text) => expect(isDayOrInstant(text)).toBe(false));
});
