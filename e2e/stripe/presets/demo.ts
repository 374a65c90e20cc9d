import { day } from "../calendar";
import { happenings } from "./happenings";
import { bankTrouble, canceledPayout, instantPayouts, payOutShares, reversedPayout } from "./pay-outs";
import type { AccountHistory, AccountPlan, ExternalPlan, WorldPlan } from "./plan";
import { trade } from "./trade";

const goodBank: ExternalPlan = { object: "bank_account", last4: "6789", instant: true, isDefault: true };
const plainBank: ExternalPlan = { ...goodBank, instant: false };

/** The default account: it pays out by hand, and nothing there ever failed at the bank. */
const unitedStates: AccountPlan = {
  label: "Juniper Supply US",
  country: "US",
  currency: "usd",
  interval: "manual",
  externals: [goodBank, { object: "card", last4: "5556", instant: true }],
  history: (history) => [
    ...trade(history, {
      sales: {
        perDay: 3.4,
        median: 5_600,
        mix: { bankDebits: 0.12, exchanged: 0.06, currencies: ["eur", "gbp", "cad"] },
      },
      subscribers: { atStart: 14, perMonth: 3, prices: [2_900, 4_900, 9_900] },
      fees: ["radar", "billing"],
      happenings: [
        [75, "dispute_open"],
        [60, "dispute_win"],
        [3, "subscription_start", { email: "New.Subscriber@Example.com", amount: 4_900, trialDays: 14 }],
      ],
      customersChangeEvery: 45,
    }),
    ...payOutShares(history, { everyDays: 15, share: 0.04 }),
    ...instantPayouts(history),
  ],
};

/** Pays out every day; the bank refused one payout, sent one back, and gave one back on request. */
const online: AccountPlan = {
  label: "Juniper Supply Online",
  country: "US",
  currency: "usd",
  interval: "daily",
  externals: [goodBank, { object: "bank_account", last4: "1116" }, { object: "bank_account", last4: "9990" }],
  history: (history) => [
    ...trade(history, {
      sales: { perDay: 2.8, median: 4_800, mix: { bankDebits: 0.12, exchanged: 0.06, currencies: ["eur", "gbp"] } },
      subscribers: { atStart: 8, perMonth: 1.5, prices: [1_900, 3_900] },
      fees: ["radar", "billing", "correction"],
      happenings: [
        [220, "dispute_open"],
        [205, "dispute_win"],
        [150, "dispute_open"],
        [135, "dispute_lose"],
        [90, "charge_async_fail", { amount: 24_000, email: "wholesale@example.com" }],
        [6, "dispute_open", { reason: "product_not_received" }],
        [5, "inquiry_open"],
        [2, "uncaptured", { amount: 18_500, email: "Held.Order@Example.com" }],
      ],
    }),
    ...bankTrouble(history, { afterDays: 160, outcome: { kind: "refused", code: "account_closed" } }),
    ...bankTrouble(history, { afterDays: 310, outcome: { kind: "returned", code: "no_account" } }),
    ...reversedPayout(history, 40),
  ],
};

const europe: AccountPlan = {
  label: "Juniper Supply Europe",
  country: "DE",
  currency: "eur",
  interval: "weekly",
  weekdays: ["monday", "thursday"],
  externals: [plainBank],
  history: (history) =>
    trade(history, {
      sales: {
        perDay: 2,
        median: 5_200,
        mix: {
          bankDebits: 0.15,
          debitMethod: "sepa_debit",
          exchanged: 0.06,
          currencies: ["usd", "gbp", "chf"],
          payments: 0.15,
        },
      },
      subscribers: { atStart: 6, perMonth: 1, prices: [1_500, 3_500] },
      fees: ["radar", "network_cost", "tax"],
      happenings: [
        [120, "reserve_hold", { amount: 40_000 }],
        [100, "dispute_open"],
        [85, "dispute_win"],
        [50, "reserve_release", { amount: 40_000 }],
      ],
      customersChangeEvery: 90,
    }),
};

const japan: AccountPlan = {
  label: "Juniper Supply Japan",
  country: "JP",
  currency: "jpy",
  interval: "manual",
  externals: [plainBank],
  history: (history) => [
    ...trade(history, { sales: { perDay: 1.5, median: 6_400 }, fees: ["radar"] }),
    ...payOutShares(history, { everyDays: 28, share: 0.6 }),
    ...canceledPayout(history, 20_000),
  ],
};

const kuwait: AccountPlan = {
  label: "Juniper Supply Kuwait",
  country: "KW",
  currency: "kwd",
  interval: "manual",
  externals: [plainBank],
  history: (history) => [
    ...trade(history, { sales: { perDay: 1, median: 14_500 }, fees: ["radar"] }),
    ...payOutShares(history, { everyDays: 28, share: 0.6 }),
  ],
};

const hungary: AccountPlan = {
  label: "Juniper Supply Hungary",
  country: "HU",
  currency: "huf",
  interval: "manual",
  externals: [plainBank],
  history: (history) => [
    ...trade(history, { sales: { perDay: 1.2, median: 1_450_000 }, fees: ["radar"] }),
    ...payOutShares(history, { everyDays: 21, share: 0.7 }),
  ],
};

const closedDaysAgo = 60;

/** Closed two months ago with its money paid out; disputes since then have left it below zero. */
const popUp: AccountPlan = {
  label: "Juniper Supply Pop-up",
  country: "US",
  currency: "usd",
  interval: "manual",
  externals: [plainBank],
  history: (history) => {
    const open: AccountHistory = { ...history, to: history.to - closedDaysAgo * day };
    return [
      ...trade(open, { sales: { perDay: 0.6, median: 3_900 } }),
      ...payOutShares({ ...history, from: history.to - (closedDaysAgo - 10) * day }, { everyDays: 2, share: 1 }),
      ...happenings(history, [
        [18, "dispute_open"],
        [15, "dispute_open"],
        [9, "dispute_open"],
        [4, "dispute_lose"],
      ]),
    ];
  },
};

/** Sells through the platform as well; its payouts have stopped for want of papers. */
const markets: AccountPlan = {
  label: "Juniper Supply Markets",
  country: "US",
  currency: "usd",
  interval: "weekly",
  weekdays: ["tuesday"],
  externals: [plainBank],
  history: (history) =>
    trade(history, {
      sales: { perDay: 0.7, median: 3_300, mix: { payments: 0.6 } },
      happenings: [[26, "disable_payouts"]],
    }),
};

const harbor: AccountPlan = {
  label: "Harbor Coffee",
  country: "US",
  currency: "usd",
  interval: "manual",
  externals: [goodBank],
  history: (history) => [
    ...trade(history, {
      sales: { perDay: 2, median: 2_400 },
      subscribers: { atStart: 5, perMonth: 1, prices: [1_800] },
      fees: ["radar"],
    }),
    ...payOutShares(history, { everyDays: 14, share: 0.7 }),
  ],
};

/** A year and a half of two small businesses. */
export const demoPlan: WorldPlan = {
  days: 547,
  hasStandingRecords: false,
  organizations: [
    {
      name: "Juniper Supply",
      slug: "juniper-supply",
      accounts: [unitedStates, online, europe, japan, kuwait, hungary, popUp, markets],
    },
    { name: "Harbor Coffee", slug: "harbor-coffee", accounts: [harbor] },
  ],
};
