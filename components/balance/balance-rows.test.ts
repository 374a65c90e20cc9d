import { describe, expect, it } from "vitest";
import type { Balance } from "@/lib/core/balance";
import { toCurrency } from "@/lib/core/currency";
import { money } from "@/lib/core/money";
import { balanceRow, balanceRows, leadCurrency, sourceLabel } from "./balance-rows";

const usd = toCurrency("usd");
const eur = toCurrency("eur");
const jpy = toCurrency("jpy");

const balance: Balance = {
  available: [money(100n, usd), money(-5n, eur)],
  availableBySource: [
    { ...money(70n, usd), sourceType: "card" },
    { ...money(30n, usd), sourceType: "bank_account" },
    { ...money(-5n, eur), sourceType: "card" },
  ],
  pending: [money(40n, usd), money(9n, jpy)],
  connectReserved: [money(7n, usd), money(0n, eur)],
  instantAvailable: [{ ...money(90n, usd), destinations: [] }],
  livemode: false,
};

describe("balanceRows", () => {
  it("has every currency once, the leading one first, then by code", () => {
    expect(balanceRows(balance, usd).map((row) => row.currency)).toEqual([usd, eur, jpy]);
    expect(balanceRows(balance).map((row) => row.currency)).toEqual([eur, jpy, usd]);
  });

  it("is empty for an empty balance", () => {
    const nothing = { available: [], availableBySource: [], pending: [], connectReserved: [], instantAvailable: [] };
    expect(balanceRows({ ...nothing, livemode: false })).toEqual([]);
  });
});

describe("balanceRow", () => {
  it("adds available and pending only", () => {
    expect(balanceRow(balance, usd)).toMatchObject({
      total: money(140n, usd),
      reserved: money(7n, usd),
      instant: money(90n, usd),
    });
  });

  it("leaves out what is zero, keeps what is negative", () => {
    expect(balanceRow(balance, eur)).toMatchObject({ available: money(-5n, eur), reserved: null, instant: null });
  });

  it("splits by source only where there are several", () => {
    expect(balanceRow(balance, usd).sources.map(({ sourceType }) => sourceType)).toEqual(["card", "bank_account"]);
    expect(balanceRow(balance, eur).sources).toEqual([]);
  });
});

describe("leadCurrency", () => {
  it("is the default account's, else the first one's", () => {
    const accounts = [
      { isDefault: false, defaultCurrency: jpy },
      { isDefault: true, defaultCurrency: eur },
    ];
    expect(leadCurrency(accounts)).toBe(eur);
    expect(leadCurrency(accounts.slice(0, 1))).toBe(jpy);
    expect(leadCurrency([])).toBeUndefined();
  });
});

describe("sourceLabel", () => {
  it("keeps Stripe's own name for what it does not know", () => {
    expect(sourceLabel("bank_account")).toBe("Bank account");
    expect(sourceLabel("new_source")).toBe("new_source");
  });
});
