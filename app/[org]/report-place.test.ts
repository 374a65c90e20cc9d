import { describe, expect, it } from "vitest";
import type { Account } from "@/lib/core/account";
import { toCurrency } from "@/lib/core/currency";
import { currenciesOf, spanOf } from "./report-place";

const account = (defaultCurrency: string, isDefault: boolean): Account => ({
  id: "0199" as Account["id"],
  stripeAccountId: "acct_1" as Account["stripeAccountId"],
  displayName: null,
  country: null,
  defaultCurrency: toCurrency(defaultCurrency),
  chargesEnabled: true,
  payoutsEnabled: true,
  requirementsDue: [],
  isDefault,
  state: "active",
  schedule: null,
  scheduleFetchedAt: null,
  livemode: false,
});

describe("spanOf", () => {
  it("has the first and the last day of the report's zone", () => {
    const range = {
      from: new Date("2026-11-01T04:00:00Z"),
      to: new Date("2026-12-01T05:00:00Z"),
      timezone: "America/New_York",
    };
    expect(spanOf({ range })).toMatchObject({ date: "2026-11-01", lastDate: "2026-11-30" });
  });

  it("keeps the day of a time without length", () => {
    const noon = new Date("2026-11-22T12:00:00Z");
    expect(spanOf({ range: { from: noon, to: noon, timezone: "UTC" } })).toMatchObject({
      date: "2026-11-22",
      lastDate: "2026-11-22",
    });
  });
});

describe("currenciesOf", () => {
  it("has each currency once, the default one first whatever is shown", () => {
    const accounts = [account("usd", true), account("eur", false), account("jpy", false)];
    const report = { currency: toCurrency("kwd"), otherCurrencies: [toCurrency("chf"), toCurrency("eur")] };
    expect(currenciesOf(report, accounts)).toEqual(["usd", "chf", "eur", "jpy", "kwd"]);
  });
});
