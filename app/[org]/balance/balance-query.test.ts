import { describe, expect, it } from "vitest";
import { balanceHref, balanceQuery } from "./balance-query";

describe("balanceQuery", () => {
  it("reads a currency in any case and an account", () => {
    expect(balanceQuery({ currency: "EUR", accountId: "acct_1" })).toEqual({ currency: "eur", accountId: "acct_1" });
  });

  it("leaves out what it does not understand", () => {
    expect(balanceQuery({ currency: "euro", accountId: "po_1" })).toEqual({ currency: null, accountId: null });
    expect(balanceQuery({ currency: ["usd", "eur"] })).toEqual({ currency: null, accountId: null });
    expect(balanceQuery({})).toEqual({ currency: null, accountId: null });
  });
});

describe("balanceHref", () => {
  it("writes what balanceQuery reads", () => {
    const query = balanceQuery({ currency: "eur", accountId: "acct_1" });
    expect(balanceHref("juniper-supply", query)).toBe("/juniper-supply/balance?currency=eur&accountId=acct_1");
    expect(balanceHref("juniper-supply", balanceQuery({}))).toBe("/juniper-supply/balance");
  });
});
