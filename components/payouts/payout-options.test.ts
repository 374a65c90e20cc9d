import { describe, expect, it } from "vitest";
import type { Account } from "@/lib/core/account";
import { toCurrency } from "@/lib/core/currency";
import type { ExternalAccount } from "@/lib/core/external-account";
import { toConnectedAccountId, toStripeAccountId } from "@/lib/core/ids";
import { money } from "@/lib/core/money";
import { defaultDestination, destinationLabel, maxPayout, type PayoutSource, payoutOptions } from "./payout-options";

const usd = toCurrency("usd");
const eur = toCurrency("eur");
const huf = toCurrency("huf");
const kwd = toCurrency("kwd");

const account: Account = {
  id: toConnectedAccountId("00000000-0000-4000-8000-000000000001"),
  stripeAccountId: toStripeAccountId("acct_1Main"),
  displayName: "Juniper Supply",
  country: "US",
  defaultCurrency: usd,
  chargesEnabled: true,
  payoutsEnabled: true,
  requirementsDue: [],
  isDefault: true,
  state: "active",
  schedule: null,
  scheduleFetchedAt: null,
  livemode: false,
};

const bank: ExternalAccount = {
  id: "ba_1",
  kind: "bank_account",
  bankName: "Chase",
  brand: null,
  last4: "4242",
  country: "US",
  currency: usd,
  status: "verified",
  isDefaultForCurrency: false,
  payoutMethods: ["standard"],
};

const card: ExternalAccount = {
  ...bank,
  id: "card_1",
  kind: "card",
  bankName: null,
  brand: "Visa debit",
  last4: "0341",
  status: null,
  isDefaultForCurrency: true,
  payoutMethods: ["standard", "instant"],
};

const source: PayoutSource = {
  account,
  balance: {
    available: [money(5_000n, eur), money(124_000n, usd), money(0n, kwd)],
    availableBySource: [
      { ...money(100_000n, usd), sourceType: "card" },
      { ...money(24_000n, usd), sourceType: "bank_account" },
      { ...money(0n, usd), sourceType: "fpx" },
    ],
    instantAvailable: [{ ...money(90_000n, usd), destinations: [{ id: "card_1", netMinor: 88_650n }] }],
  },
  externalAccounts: [bank, card],
};

describe("payoutOptions", () => {
  it("offers only currencies with available money, the account's own first", () => {
    expect(payoutOptions([source]).map((option) => [option.currency, option.availableMinor])).toEqual([
      ["usd", 124_000n],
      ["eur", 5_000n],
    ]);
  });

  it("puts the default account first", () => {
    const second = { ...account, isDefault: false, stripeAccountId: toStripeAccountId("acct_2Other") };
    const options = payoutOptions([{ ...source, account: second }, source]);
    expect(options[0]?.accountId).toBe("acct_1Main");
    expect(options.at(-1)?.accountId).toBe("acct_2Other");
  });

  it("gives each currency its own destinations and Stripe's figure for each", () => {
    const [dollars, euros] = payoutOptions([source]);
    expect(dollars?.destinations).toEqual([
      {
        id: "ba_1",
        label: "Chase ••4242",
        isUsable: true,
        isDefault: false,
        allowsInstant: false,
        instantNetMinor: null,
      },
      {
        id: "card_1",
        label: "Visa debit ••0341",
        isUsable: true,
        isDefault: true,
        allowsInstant: true,
        instantNetMinor: 88_650n,
      },
    ]);
    expect(dollars?.instantMinor).toBe(90_000n);
    expect(euros?.destinations).toEqual([]);
    expect(euros?.instantMinor).toBe(0n);
  });

  it("names the kinds of source that hold money", () => {
    expect(payoutOptions([source])[0]?.sources.map((part) => part.sourceType)).toEqual(["card", "bank_account"]);
  });

  it("says when Stripe pays out by itself and what must stay", () => {
    const schedule = {
      interval: "weekly",
      weeklyPayoutDays: ["tuesday"],
      monthlyPayoutDays: [],
      status: "enabled",
      delayDays: 2,
      statementDescriptor: "JUNIPER",
      debitNegativeBalances: null,
      minimumBalances: [{ currency: "usd", minor: 50_000n }],
    };
    const [dollars] = payoutOptions([{ ...source, account: { ...account, schedule } }]);
    expect(dollars).toMatchObject({
      automaticInterval: "weekly",
      minimumMinor: 50_000n,
      statementDescriptor: "JUNIPER",
    });
    expect(payoutOptions([source])[0]?.automaticInterval).toBeNull();
    const manual = { ...schedule, interval: "manual" };
    expect(payoutOptions([{ ...source, account: { ...account, schedule: manual } }])[0]?.automaticInterval).toBeNull();
  });
});

describe("maxPayout", () => {
  it("is what is available in most currencies", () => {
    expect(maxPayout({ availableMinor: 124_050n, minimumMinor: 0n, currency: usd })).toEqual({
      minor: 124_050n,
      leftMinor: 0n,
    });
  });

  it("rounds down to whole forints and says what stays", () => {
    expect(maxPayout({ availableMinor: 1_045n, minimumMinor: 0n, currency: huf })).toEqual({
      minor: 1_000n,
      leftMinor: 45n,
    });
  });

  it("ends in zero for three decimals", () => {
    expect(maxPayout({ availableMinor: 840_257n, minimumMinor: 0n, currency: kwd }).minor).toBe(840_250n);
  });

  it("leaves the minimum, obeys a lower limit and never goes below zero", () => {
    expect(maxPayout({ availableMinor: 1_000n, minimumMinor: 400n, currency: usd }).minor).toBe(600n);
    expect(maxPayout({ availableMinor: 1_000n, minimumMinor: 0n, currency: usd }, 250n).minor).toBe(250n);
    expect(maxPayout({ availableMinor: 300n, minimumMinor: 400n, currency: usd })).toEqual({
      minor: 0n,
      leftMinor: 0n,
    });
  });
});

describe("defaultDestination", () => {
  it("takes the default one, else the first that can be used", () => {
    const [dollars] = payoutOptions([source]);
    expect(dollars && defaultDestination(dollars)?.id).toBe("card_1");
    const broken = { ...source, externalAccounts: [bank, { ...card, status: "errored" }] };
    const [option] = payoutOptions([broken]);
    expect(option && defaultDestination(option)?.id).toBe("ba_1");
    expect(defaultDestination({ destinations: [] })).toBeNull();
  });
});

describe("destinationLabel", () => {
  it("says bank or brand with the last digits, and something when neither is known", () => {
    expect(destinationLabel(bank)).toBe("Chase ••4242");
    expect(destinationLabel(card)).toBe("Visa debit ••0341");
    expect(destinationLabel({ kind: null, bankName: null, brand: null, last4: null })).toBe("Bank account");
    expect(destinationLabel({ kind: "card", bankName: null, brand: null, last4: "1" })).toBe("Debit card ••1");
  });
});
