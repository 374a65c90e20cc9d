import type Stripe from "stripe";

const seconds = (text: string) => Date.parse(text) / 1000;

/** A direct charge of 100.00 with Stripe's fee and the platform's. */
export const transaction: Stripe.BalanceTransaction = {
  id: "txn_1direct",
  object: "balance_transaction",
  amount: 10_000,
  available_on: seconds("2026-11-24T00:00:00Z"),
  balance_type: "payments",
  created: seconds("2026-11-22T14:00:03Z"),
  currency: "usd",
  description: "Order 1001",
  exchange_rate: 1.0873,
  fee: 1_320,
  fee_details: [
    { amount: 320, application: null, currency: "usd", description: "Stripe processing fees", type: "stripe_fee" },
    { amount: 1_000, application: "ca_1", currency: "usd", description: null, type: "application_fee" },
  ],
  net: 8_680,
  reporting_category: "charge",
  source: "ch_1direct",
  status: "pending",
  type: "charge",
};

export const bankAccount: Stripe.BankAccount = {
  id: "ba_1main",
  object: "bank_account",
  account_holder_name: "Account Holder",
  account_holder_type: "company",
  account_type: null,
  available_payout_methods: ["standard", "instant"],
  bank_name: "STRIPE TEST BANK",
  country: "US",
  currency: "usd",
  default_for_currency: true,
  fingerprint: "AuoSJ18zsVWV9SPc",
  last4: "6789",
  routing_number: "110000000",
  status: "errored",
};

/** As Stripe publishes cards: without currency, status or payout methods. */
export const card: Stripe.Card = {
  id: "card_1main",
  object: "card",
  address_city: null,
  address_country: null,
  address_line1: null,
  address_line1_check: null,
  address_line2: null,
  address_state: null,
  address_zip: null,
  address_zip_check: null,
  brand: "Visa",
  country: "US",
  cvc_check: "pass",
  dynamic_last4: null,
  exp_month: 8,
  exp_year: 2030,
  fingerprint: "AOB934RVNwzk6xtn",
  funding: "debit",
  last4: "4242",
  metadata: {},
  name: "Account Holder",
  regulated_status: null,
  tokenization_method: null,
};

export const payout: Stripe.Payout = {
  id: "po_1weekly",
  object: "payout",
  amount: 124_000,
  application_fee: null,
  application_fee_amount: 120,
  arrival_date: seconds("2026-11-20T00:00:00Z"),
  automatic: false,
  balance_transaction: "txn_1payout",
  created: seconds("2026-11-18T09:00:00Z"),
  currency: "usd",
  description: "Weekly",
  destination: bankAccount,
  failure_balance_transaction: "txn_1failure",
  failure_code: "account_closed",
  failure_message: "The bank account has been closed.",
  livemode: false,
  metadata: { intent_id: "one" },
  method: "standard",
  original_payout: null,
  payout_method: null,
  reconciliation_status: "not_applicable",
  reversed_by: null,
  source_type: "card",
  statement_descriptor: "HARBOR",
  status: "failed",
  trace_id: { status: "supported", value: "TRACE1" },
  type: "bank_account",
};

export const balance: Stripe.Balance = {
  object: "balance",
  available: [
    { amount: 1_234_050, currency: "usd", source_types: { card: 1_200_000, bank_account: 34_050 } },
    { amount: -500, currency: "jpy" },
  ],
  instant_available: [
    { amount: 900_000, currency: "usd", net_available: [{ amount: 886_500, destination: "ba_1main" }] },
  ],
  livemode: false,
  pending: [{ amount: 431_020, currency: "usd" }],
};

// Only the fields we read; the whole object has some four hundred.
export const account = {
  id: "acct_1harbor",
  object: "account",
  business_profile: { name: "Harbor Coffee" },
  charges_enabled: true,
  country: "US",
  default_currency: "usd",
  payouts_enabled: false,
  requirements: { past_due: ["external_account"], currently_due: ["external_account", "business_profile.url"] },
} as Stripe.Account;

export const settings: Stripe.BalanceSettings = {
  object: "balance_settings",
  payments: {
    debit_negative_balances: true,
    payouts: {
      automatic_transfer_rules_by_currency: null,
      minimum_balance_by_currency: { usd: 10_000 },
      schedule: { interval: "weekly", weekly_payout_days: ["monday", "thursday"] },
      statement_descriptor: "HARBOR",
      status: "enabled",
    },
    settlement_timing: { delay_days: 2, start_of_day: null },
  },
};
