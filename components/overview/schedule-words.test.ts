import { describe, expect, it } from "vitest";
import type { Account } from "@/lib/core/account";
import { toCurrency } from "@/lib/core/currency";
import { toConnectedAccountId, toStripeAccountId } from "@/lib/core/ids";
import { money } from "@/lib/core/money";
import type { PayoutSchedule } from "@/lib/core/payout-schedule";
import { defaultPlace, type ListedDestination } from "./default-place";
import { scheduleWords } from "./schedule-words";

const usd = toCurrency("usd");
const first = toStripeAccountId("acct_1");
const second = toStripeAccountId("acct_2");

const schedule: PayoutSchedule = {
  interval: "daily",
  weeklyPayoutDays: [],
  monthlyPayoutDays: [],
  status: "enabled",
  delayDays: 2,
  statementDescriptor: null,
  debitNegativeBalances: null,
  minimumBalances: [],
};

const account = (stripeAccountId: typeof first, changes: Partial<PayoutSchedule> = {}): Account => ({
  id: toConnectedAccountId("00000000-0000-0000-0000-000000000001"),
  stripeAccountId,
  displayName: null,
  country: "US",
  defaultCurrency: usd,
  chargesEnabled: true,
  payoutsEnabled: true,
  requirementsDue: [],
  isDefault: true,
  state: "active",
  schedule: { ...schedule, ...changes },
  scheduleFetchedAt: null,
  livemode: false,
});

const bank: ListedDestination = {
  accountId: first,
  id: "ba_1",
  kind: "bank_account",
  bankName: "Chase",
  brand: null,
  last4: "4242",
  country: "US",
  currency: usd,
  status: "new",
  isDefaultForCurrency: true,
  payoutMethods: ["standard"],
};

const holding = (accountId: typeof first, minor = 5n) => ({ accountId, available: [money(minor, usd)], pending: [] });

describe("scheduleWords", () => {
  it("says how and where the one account that holds it pays out", () => {
    const facts = { accounts: [account(first)], balances: [holding(first)], places: [bank] };
    expect(scheduleWords(usd, facts)).toBe("Paid out every day to Chase ••4242");
  });

  it("names no place for manual payouts, since each payout chooses", () => {
    const accounts = [account(first, { interval: "manual" })];
    expect(scheduleWords(usd, { accounts, balances: [holding(first)], places: [bank] })).toBe("Manual payouts");
  });

  it("counts the accounts when several hold it, and only those", () => {
    const accounts = [account(first), account(second)];
    const both = { accounts, balances: [holding(first), holding(second)], places: [bank] };
    expect(scheduleWords(usd, both)).toBe("In 2 accounts");
    const one = { ...both, balances: [holding(first), holding(second, 0n)] };
    expect(scheduleWords(usd, one)).toBe("Paid out every day to Chase ••4242");
  });

  it("says nothing where nothing is known", () => {
    expect(scheduleWords(usd, { accounts: [], balances: [holding(first)], places: [] })).toBeNull();
    expect(scheduleWords(usd, { accounts: [account(first)], balances: [], places: [] })).toBeNull();
  });
});

describe("defaultPlace", () => {
  it("takes the default, else the first that can be used", () => {
    const other = { ...bank, id: "ba_2", last4: "1116", isDefaultForCurrency: false };
    expect(defaultPlace([other, bank], { accountId: first, currency: usd })).toBe("Chase ••4242");
    const errored = { ...bank, status: "errored" };
    expect(defaultPlace([errored, other], { accountId: first, currency: usd })).toBe("Chase ••1116");
  });

  it("is null for another account's places", () => {
    expect(defaultPlace([bank], { accountId: second, currency: usd })).toBeNull();
  });
});
