import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { UnreadableObjectError } from "./errors";
import { mapAccount, mapBalance, mapExternalAccount, mapPayout, mapSchedule, mapTransaction } from "./map";
import * as samples from "./map-samples";

const { transaction, payout, bankAccount, card, balance, account, settings } = samples;

describe("mapTransaction", () => {
  it("keeps every field of a ledger row", () => {
    expect(mapTransaction(transaction)).toEqual({
      stripeBalanceTxnId: "txn_1direct",
      amountMinor: 10_000n,
      feeMinor: 1_320n,
      netMinor: 8_680n,
      currency: "usd",
      type: "charge",
      reportingCategory: "charge",
      balanceType: "payments",
      sourceId: "ch_1direct",
      description: "Order 1001",
      exchangeRate: "1.0873",
      feeDetails: [
        { type: "stripe_fee", minor: 320n, currency: "usd", description: "Stripe processing fees" },
        { type: "application_fee", minor: 1_000n, currency: "usd", description: null },
      ],
      availableOn: new Date("2026-11-24T00:00:00Z"),
      createdAt: new Date("2026-11-22T14:00:03Z"),
    });
  });

  it("passes types and categories that nobody knows yet", () => {
    const row = mapTransaction({ ...transaction, type: "moon_fee", reporting_category: "moon" });
    expect(row).toMatchObject({ type: "moon_fee", reportingCategory: "moon" });
  });

  it("takes the id of an expanded source", () => {
    const source = { id: "ch_2expanded", object: "charge" } as Stripe.Charge;
    expect(mapTransaction({ ...transaction, source }).sourceId).toBe("ch_2expanded");
    expect(mapTransaction({ ...transaction, source: null }).sourceId).toBeNull();
  });

  it("refuses an amount that the parser has already rounded", () => {
    const amount = JSON.parse("9007199254740993");
    expect(() => mapTransaction({ ...transaction, amount, fee: 0, net: amount })).toThrow(UnreadableObjectError);
    const largest = Number.MAX_SAFE_INTEGER;
    expect(mapTransaction({ ...transaction, amount: largest, fee: 0, net: largest }).netMinor).toBe(9007199254740991n);
  });

  it("refuses a fraction of a minor unit", () => {
    expect(() => mapTransaction({ ...transaction, amount: 0.5, fee: 0, net: 0.5 })).toThrow(UnreadableObjectError);
  });

  it("refuses a net that is not amount minus fee", () => {
    expect(() => mapTransaction({ ...transaction, net: 8_681 })).toThrow(/txn_1direct/);
  });

  it("refuses a currency that is none", () => {
    expect(() => mapTransaction({ ...transaction, currency: "dollars" })).toThrow(UnreadableObjectError);
  });

  it("writes tiny and huge exchange rates as plain decimals", () => {
    expect(mapTransaction({ ...transaction, exchange_rate: 1.5e-7 }).exchangeRate).toBe("0.00000015");
    expect(mapTransaction({ ...transaction, exchange_rate: 1e21 }).exchangeRate).toBe("1000000000000000000000");
    expect(mapTransaction({ ...transaction, exchange_rate: null }).exchangeRate).toBeNull();
  });

  it("leaves out the one character PostgreSQL cannot keep", () => {
    expect(mapTransaction({ ...transaction, description: "Or\0der" }).description).toBe("Order");
  });
});

describe("mapPayout", () => {
  it("keeps every field of a payout", () => {
    expect(mapPayout(payout)).toEqual({
      stripePayoutId: "po_1weekly",
      amount: { minor: 124_000n, currency: "usd" },
      status: "failed",
      arrivalDate: new Date("2026-11-20T00:00:00Z"),
      createdAt: new Date("2026-11-18T09:00:00Z"),
      automatic: false,
      method: "standard",
      type: "bank_account",
      sourceType: "card",
      destination: {
        id: "ba_1main",
        kind: "bank_account",
        bankName: "STRIPE TEST BANK",
        brand: null,
        last4: "6789",
        country: "US",
        currency: "usd",
        status: "errored",
      },
      description: "Weekly",
      statementDescriptor: "HARBOR",
      failureCode: "account_closed",
      failureMessage: "The bank account has been closed.",
      balanceTransactionId: "txn_1payout",
      failureBalanceTransactionId: "txn_1failure",
      originalPayoutId: null,
      reversedById: null,
      reconciliationStatus: "not_applicable",
      traceId: { status: "supported", value: "TRACE1" },
      applicationFeeMinor: 120n,
      metadata: { intent_id: "one" },
      livemode: false,
    });
  });

  it("keeps a negative amount", () => {
    expect(mapPayout({ ...payout, amount: -86_40 }).amount.minor).toBe(-8_640n);
  });

  it("knows only the id of a destination that is not expanded", () => {
    const { destination } = mapPayout({ ...payout, destination: "ba_1main" });
    expect(destination).toMatchObject({ id: "ba_1main", kind: null, last4: null });
  });

  it("keeps a deleted destination by id and kind, and none as none", () => {
    const deleted = { id: "card_9", object: "card", deleted: true } as const;
    expect(mapPayout({ ...payout, destination: deleted }).destination).toMatchObject({ id: "card_9", kind: "card" });
    expect(mapPayout({ ...payout, destination: null }).destination).toBeNull();
  });
});

describe("mapExternalAccount", () => {
  it("takes what may be shown of a bank account and nothing else", () => {
    expect(mapExternalAccount(bankAccount)).toEqual({
      id: "ba_1main",
      kind: "bank_account",
      bankName: "STRIPE TEST BANK",
      brand: null,
      last4: "6789",
      country: "US",
      currency: "usd",
      status: "errored",
      isDefaultForCurrency: true,
      payoutMethods: ["standard", "instant"],
    });
  });

  it("takes brand and digits of a card, even without status or currency", () => {
    expect(mapExternalAccount(card)).toMatchObject({ kind: "card", brand: "Visa", last4: "4242", status: null });
    expect(mapExternalAccount(card).currency).toBeNull();
  });

  it("lets no routing number, fingerprint or holder through", () => {
    const text = JSON.stringify([mapExternalAccount(bankAccount), mapExternalAccount(card)]);
    expect(text).not.toMatch(/110000000|AuoSJ18zsVWV9SPc|Holder|AOB934RVNwzk6xtn/);
  });
});

describe("mapBalance", () => {
  it("keeps signs, sources and what each destination could be paid", () => {
    expect(mapBalance(balance)).toEqual({
      available: [
        { minor: 1_234_050n, currency: "usd" },
        { minor: -500n, currency: "jpy" },
      ],
      availableBySource: [
        { minor: 1_200_000n, currency: "usd", sourceType: "card" },
        { minor: 34_050n, currency: "usd", sourceType: "bank_account" },
      ],
      pending: [{ minor: 431_020n, currency: "usd" }],
      connectReserved: [],
      instantAvailable: [{ minor: 900_000n, currency: "usd", destinations: [{ id: "ba_1main", netMinor: 886_500n }] }],
      livemode: false,
    });
  });

  it("refuses an amount beyond exact numbers", () => {
    const pending = [{ amount: 2 ** 53, currency: "usd" }];
    expect(() => mapBalance({ ...balance, pending })).toThrow(UnreadableObjectError);
  });
});

describe("mapAccount", () => {
  it("keeps name, country, currency and what is due, each once", () => {
    expect(mapAccount(account)).toEqual({
      id: "acct_1harbor",
      displayName: "Harbor Coffee",
      country: "US",
      defaultCurrency: "usd",
      chargesEnabled: true,
      payoutsEnabled: false,
      requirementsDue: ["external_account", "business_profile.url"],
    });
  });

  it("has no name when Stripe knows none", () => {
    const unnamed = { ...account, business_profile: null, settings: undefined } as Stripe.Account;
    expect(mapAccount(unnamed).displayName).toBeNull();
  });
});

describe("mapSchedule", () => {
  it("keeps interval, days, delay and minimum balances", () => {
    expect(mapSchedule(settings)).toEqual({
      interval: "weekly",
      weeklyPayoutDays: ["monday", "thursday"],
      monthlyPayoutDays: [],
      status: "enabled",
      delayDays: 2,
      statementDescriptor: "HARBOR",
      debitNegativeBalances: true,
      minimumBalances: [{ currency: "usd", minor: 10_000n }],
    });
  });

  it("reads no payout settings as manual", () => {
    const payments = { ...settings.payments, payouts: null };
    expect(mapSchedule({ ...settings, payments }).interval).toBe("manual");
  });
});
