import { describe, expect, it } from "vitest";
import { type RowsPlace, rowsHref } from "./rows-href";

const place: RowsPlace = {
  path: "/juniper-supply/transactions",
  currency: "usd",
  accountId: null,
  timezone: "America/New_York",
  listTimezone: "America/New_York",
};
const days = {
  date: "2026-11-01",
  lastDate: "2026-11-30",
  from: new Date("2026-11-01T04:00:00Z"),
  to: new Date("2026-12-01T05:00:00Z"),
};

describe("rowsHref", () => {
  it("names whole days, over a change of the clocks too", () => {
    expect(rowsHref(place, days, "charges")).toBe(
      "/juniper-supply/transactions?type=charges&startDate=2026-11-01&endDate=2026-11-30&currency=usd",
    );
  });

  it("names no currency for figures over every one", () => {
    expect(rowsHref({ ...place, currency: null }, days)).toBe(
      "/juniper-supply/transactions?startDate=2026-11-01&endDate=2026-11-30",
    );
  });

  it("names instants where a day is cut", () => {
    const cut = { ...days, to: new Date("2026-11-22T15:00:00Z"), lastDate: "2026-11-22" };
    const query = new URL(rowsHref(place, cut), "http://localhost").searchParams;
    expect(query.get("startDate")).toBe("2026-11-01T04:00:00.000Z");
    expect(query.get("endDate")).toBe("2026-11-22T15:00:00.000Z");
    expect(query.has("type")).toBe(false);
  });

  it("brings the account along, and the zone only where the list has another", () => {
    const utc = { ...days, from: new Date("2026-11-01T00:00:00Z"), to: new Date("2026-12-01T00:00:00Z") };
    const href = rowsHref({ ...place, accountId: "acct_1", timezone: "UTC" }, utc, "stripe_fee,tax_fee");
    expect(href).toContain("type=stripe_fee,tax_fee&startDate=2026-11-01&endDate=2026-11-30&timezone=UTC");
    expect(href.endsWith("&currency=usd&accountId=acct_1")).toBe(true);
  });
});
