import type { Mix } from "./mix";
import { bankTrouble, canceledPayout, payOutShares, reversedPayout } from "./pay-outs";
import type { AccountHistory, AccountPlan, Command, ExternalPlan, WorldPlan } from "./plan";
import { trade } from "./trade";

const bank: ExternalPlan = { object: "bank_account", last4: "6789", instant: true, isDefault: true };

/** Everything happens often, so that a few sales hold all of it. */
const lively: Partial<Mix> = {
  bankDebits: 0.15,
  debitFailures: 0.3,
  payments: 0.1,
  declined: 0.06,
  held: 0.12,
  refunds: 0.15,
  refundFailures: 0.04,
  disputes: 0.05,
  inquiries: 0.02,
  guests: 0.15,
  byEmail: 0.25,
  newBuyers: 0.3,
};

type Sketch = Pick<AccountPlan, "label" | "country" | "currency" | "interval"> & {
  perDay: number;
  median: number;
  prices: [number, ...number[]];
  foreign: string[];
  debits?: Mix["debitMethod"];
  more?: (history: AccountHistory) => Command[];
};

function accountPlan({ perDay, median, prices, foreign, debits, more, ...account }: Sketch): AccountPlan {
  return {
    ...account,
    externals: [bank],
    history: (history) => [
      ...trade(history, {
        sales: {
          perDay,
          median,
          aroundTheClock: true,
          mix: { ...lively, debitMethod: debits ?? "us_bank_account", exchanged: 0.1, currencies: foreign },
        },
        subscribers: { atStart: 4, perMonth: 2, prices, churn: 0.2 },
        fees: ["radar", "billing", "network_cost", "tax", "correction"],
        happenings: [
          [40, "reserve_hold", { amount: 3_000 }],
          [30, "reserve_release", { amount: 2_000 }],
          [21, "charge", { email: "Certain.Buyer@Example.com" }],
          [20, "dispute_open"],
          [10, "dispute_win"],
          [20, "subscription_start", { neverPaid: true }],
          [5, "subscription_start", { amount: prices[0] }],
          [4, "subscription_past_due"],
          [2, "subscription_start", { amount: prices[0], trialDays: 14 }],
        ],
        customersChangeEvery: 30,
      }),
      ...(more?.(history) ?? []),
    ],
  };
}

const dollars: Sketch = {
  label: "Varied US",
  country: "US",
  currency: "usd",
  interval: "manual",
  perDay: 0.6,
  median: 4_800,
  prices: [1_900, 4_900],
  foreign: ["eur", "gbp"],
  more: (history) => [
    ...payOutShares(history, { everyDays: 20, share: 0.5 }),
    ...canceledPayout(history, 1_000),
    ...reversedPayout(history, 15),
  ],
};

const euros: Sketch = {
  label: "Varied Europe",
  country: "DE",
  currency: "eur",
  interval: "daily",
  perDay: 0.6,
  median: 5_200,
  prices: [1_500],
  foreign: ["usd", "jpy"],
  debits: "sepa_debit",
  more: (history) => bankTrouble(history, { afterDays: 50, outcome: { kind: "returned", code: "account_closed" } }),
};

const yen: Sketch = {
  label: "Varied Japan",
  country: "JP",
  currency: "jpy",
  interval: "manual",
  perDay: 0.5,
  median: 6_400,
  prices: [1_200],
  foreign: ["usd"],
};

const dinars: Sketch = {
  label: "Varied Kuwait",
  country: "KW",
  currency: "kwd",
  interval: "manual",
  perDay: 0.4,
  median: 14_500,
  prices: [5_000],
  foreign: ["usd"],
};

const forints: Sketch = {
  label: "Varied Hungary",
  country: "HU",
  currency: "huf",
  interval: "manual",
  perDay: 0.4,
  median: 1_450_000,
  prices: [390_000],
  foreign: ["eur"],
};

/** Four months of few sales with everything that can happen to them, in five currencies. */
export const variedPlan: WorldPlan = {
  days: 120,
  hasStandingRecords: false,
  organizations: [
    {
      name: "Varied One",
      slug: "varied-one",
      accounts: [dollars, euros, yen, dinars, forints].map(accountPlan),
    },
    {
      name: "Varied Two",
      slug: "varied-two",
      accounts: [
        accountPlan({ ...dollars, label: "Varied Two US", more: undefined }),
        accountPlan({ ...euros, label: "Varied Two Europe", more: undefined }),
      ],
    },
  ],
};
