import { describe, expect, it } from "vitest";
import { activeFilters, clearedHref, dateLabel } from "./active-filters";

const clock = { zone: "America/New_York", now: new Date("2026-11-22T15:00:00Z") };
const words = { clock, accountNames: new Map([["acct_1", "Juniper Supply"]]) };
const labels = (query: Record<string, string>) => activeFilters("/l", query, words).map((filter) => filter.label);

describe("activeFilters", () => {
  it("names nothing for a list in another order or cut", () => {
    expect(activeFilters("/l", { sort: "-amount", limit: "50", offset: "50" }, words)).toEqual([]);
  });

  it("gives each filter words and the address without it", () => {
    expect(activeFilters("/l", { currency: "usd", q: "Order 1", offset: "25", sort: "created" }, words)).toEqual([
      { name: "currency", label: "USD", href: "/l?q=Order+1&sort=created" },
      { name: "q", label: "“Order 1”", href: "/l?currency=usd&sort=created" },
    ]);
  });

  it("lets one of several types go", () => {
    const [charges, refunds] = activeFilters("/l", { type: "charges,refund" }, words);
    expect(charges).toEqual({ name: "type", label: "Charges", href: "/l?type=refund" });
    expect(refunds).toEqual({ name: "type", label: "Refund", href: "/l?type=charges" });
  });

  it("has words for each kind of filter", () => {
    expect(labels({ status: "in_transit", method: "instant", accountId: "acct_1" })).toEqual([
      "In transit",
      "Instant",
      "Juniper Supply",
    ]);
    expect(labels({ status: "available", method: "standard", accountId: "acct_9" })).toEqual([
      "Available",
      "Standard",
      "acct_9",
    ]);
    expect(labels({ min: "10.00", max: "20.00", payoutId: "po_1" })).toEqual([
      "At least 10.00",
      "At most 20.00",
      "Payout po_1",
    ]);
    expect(labels({ type: "other", minAmount: "1", maxAmount: "2" })).toEqual([
      "Other types",
      "At least 1",
      "At most 2",
    ]);
  });
});

describe("clearedHref", () => {
  it("keeps the order and the number of rows", () => {
    expect(clearedHref("/l", { q: "x", range: "30d", sort: "created", limit: "50", offset: "50" })).toBe(
      "/l?sort=created&limit=50",
    );
  });
});

describe("dateLabel", () => {
  it("says ranges by name, by days and by one end", () => {
    expect(dateLabel({ range: "30d" }, clock)).toBe("Last 30 days");
    expect(dateLabel({ startDate: "2026-11-21", endDate: "2026-11-22" }, clock)).toBe("Nov 21 – Nov 22");
    expect(dateLabel({ startDate: "2026-11-21", endDate: "2026-11-21" }, clock)).toBe("Nov 21");
    expect(dateLabel({ startDate: "2025-11-21" }, clock)).toBe("From Nov 21, 2025");
    expect(dateLabel({ endDate: "2026-11-21" }, clock)).toBe("Until Nov 21");
    expect(dateLabel({}, clock)).toBeNull();
  });

  it("says a moment in the organization's time", () => {
    expect(dateLabel({ startDate: "2026-11-21T18:00:00Z" }, clock)).toBe("From Nov 21 13:00");
  });
});
