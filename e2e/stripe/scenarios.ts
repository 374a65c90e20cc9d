import type { JsonObject } from "./json";
import { customerScenarios } from "./scenarios/customers";
import { moneyScenarios } from "./scenarios/money";
import { paymentScenarios } from "./scenarios/payments";
import type { Scenario } from "./scenarios/scenario";
import type { AccountRecord } from "./state";
import type { World } from "./world";

const scenarios = { ...paymentScenarios, ...customerScenarios, ...moneyScenarios } satisfies Record<string, Scenario>;
export type ScenarioName = keyof typeof scenarios;

/**
 * What each scenario does, and which params it reads; all of them are optional. Amounts are minor units, and without
 * one 10000. Charges read amount, currency, customer, email, name, description, count and available.
 */
export const scenarioWords: Record<ScenarioName, string> = {
  charge: "a card payment; with available the money skips the pending balance",
  charge_fail: "a card payment that is declined",
  charge_async: "a bank debit that is pending for days and then succeeds",
  charge_async_fail: "a bank debit that is pending for days and then bounces",
  fx_charge: "a card payment in another currency, exchanged into the account's",
  uncaptured: "a card payment that is only authorized, and expires after seven days",
  capture: "takes an authorized amount, or a part of it: charge, amount",
  payment: "a payment through the platform (py_, with a transfer): amount, description, email, name",
  refund: "gives back all or a part, with the platform's share: charge, amount",
  refund_fail: "the buyer's bank sends a refund back: refund",
  dispute_open: "the buyer's bank takes a payment back: charge, reason",
  dispute_win: "an open dispute is won: dispute",
  dispute_lose: "an open dispute is lost: dispute",
  inquiry_open: "the buyer's bank asks about a payment: charge, reason",
  inquiry_close: "an inquiry ends: dispute",
  customer_create: "a customer: email, name",
  customer_update: "another e-mail or name: customer, email, name",
  customer_delete: "a customer goes, and the subscriptions with it: customer",
  subscription_start: "for a customer or a new one: customer, email, amount, quantity, interval, trialDays, neverPaid",
  subscription_cancel: "ends now or with its period: subscription, atPeriodEnd",
  subscription_past_due:
    "a payment is declined now, and again until the end unless it recovers: subscription, recovers",
  subscription_pause: "nothing is asked for until it goes on: subscription",
  subscription_resume: "a paused one begins a new period: subscription",
  payout_fail_after_paid: "the bank returns a payout: payout, code, or amount for a new one",
  negative_balance: "an adjustment that leaves the account so much below zero: amount, currency",
  reserve_hold: "Stripe holds money back against risks: amount, currency",
  reserve_release: "Stripe gives held money free: amount, currency",
  stripe_fee: "a fee on a row of its own: kind (radar, billing, network_cost, tax, correction), amount, currency",
  disable_payouts: "the account's payouts stop, with a requirement past due",
  enable_payouts: "the account's payouts go on",
  deauthorize: "the account leaves the platform, which may not ask about it any more",
  authorize: "the account is the platform's again",
  external_account_error: "a bank account stops working: external_account",
  external_account_replace: "a working bank account takes the default one's place: currency",
};

/** Makes something happen on an account that no call of Stripe's API can do here; gives the ids it made. */
export function runScenario(world: World, name: ScenarioName, account: AccountRecord, params: JsonObject): JsonObject {
  return scenarios[name](world, account, params);
}

export function isScenario(name: unknown): name is ScenarioName {
  return typeof name === "string" && Object.hasOwn(scenarios, name);
}
