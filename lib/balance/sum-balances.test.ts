import { describe, expect, it } from "vitest";
import type { Balance } from "../core/balance";
import { toCurrency } from "../core/currency";
import { fromStoredBalance, toStoredBalance } from "./stored-balance";
import { sumBalances } from "./sum-balances";

const usd = toCurrency("usd");
const jpy = toCurrency("jpy");
const one: Balance = {
  available: [
    { minor: 100n, currency: usd },
    { minor: -7n, currency: jpy },
  ],
  availableBySource: [
    { minor: 60n, currency: usd, sourceType: "card" },
    { minor: 40n, currency: usd, sourceType: "bank_account" },
  ],
  pending: [{ minor: 5n, currency: usd }],
  connectReserved: [],
  instantAvailable: [{ minor: 50n, currency: usd, destinations: [{ id: "ba_1", netMinor: 49n }] }],
  livemode: false,
};
const two: Balance = {
  ...one,
  available: [{ minor: 9_007_199_254_740_993n, currency: usd }],
  connectReserved: [{ minor: 3n, currency: jpy }],
  instantAvailable: [{ minor: 20n, currency: usd, destinations: [{ id: "ba_2", netMinor: 19n }] }],
};

describe("sumBalances", () => {
  it("adds per currency, per source, and never across currencies", () => {
    expect(sumBalances([one, two], { livemode: false })).toEqual({
      available: [
        { minor: 9_007_199_254_741_093n, currency: usd },
        { minor: -7n, currency: jpy },
      ],
      availableBySource: [
        { minor: 120n, currency: usd, sourceType: "card" },
        { minor: 80n, currency: usd, sourceType: "bank_account" },
      ],
      pending: [{ minor: 10n, currency: usd }],
      connectReserved: [{ minor: 3n, currency: jpy }],
      instantAvailable: [
        {
          minor: 70n,
          currency: usd,
          destinations: [
            { id: "ba_1", netMinor: 49n },
            { id: "ba_2", netMinor: 19n },
          ],
        },
      ],
      livemode: false,
    });
  });

  it("leaves a single balance as it is, and makes nothing of none", () => {
    expect(sumBalances([one], { livemode: false })).toEqual(one);
    expect(sumBalances([], { livemode: true })).toMatchObject({ available: [], pending: [], livemode: true });
  });
});

describe("a stored balance", () => {
  it("comes back exactly, in one order", () => {
    const stored = toStoredBalance(two);
    expect(fromStoredBalance(JSON.parse(JSON.stringify(stored)))).toEqual({
      ...two,
      availableBySource: two.availableBySource.toReversed(),
    });
    expect(toStoredBalance({ ...one, available: one.available.toReversed() })).toEqual(toStoredBalance(one));
  });
});
