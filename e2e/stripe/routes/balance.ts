import { planAutomaticPayouts } from "../automatic-payouts";
import { missing, StripeRefusal } from "../errors";
import { emit } from "../events";
import { child, integer, isObject, type JsonObject, text, textList } from "../json";
import { listPage } from "../lists";
import { balance } from "../objects/balance";
import { balanceSettings } from "../objects/balance-settings";
import { balanceTransaction } from "../objects/balance-transaction";
import type { Call, Route } from "../routes";
import type { AccountRecord, Interval, Weekday } from "../state";
import { bookOf, findRecord } from "../world";

export const balanceRoutes: Route[] = [
  { method: "GET", path: "/v1/balance", scope: "account", run: ({ world, account }) => balance(world, account) },
  { method: "GET", path: "/v1/balance_settings", scope: "account", run: ({ account }) => balanceSettings(account) },
  { method: "POST", path: "/v1/balance_settings", scope: "account", run: updateSettings },
  { method: "GET", path: "/v1/balance_transactions", scope: "account", run: listTransactions },
  { method: "GET", path: "/v1/balance_transactions/{id}", scope: "account", run: getTransaction },
];

function getTransaction({ world, account, id }: Call): JsonObject {
  const row = findRecord(world, account.id, "balance_transaction", id);
  if (!row) throw missing("balance transaction", id);
  return balanceTransaction(row);
}

function listTransactions({ world, account, params }: Call): JsonObject {
  const { currency, source, type } = {
    currency: text(params, "currency"),
    source: text(params, "source"),
    type: text(params, "type"),
  };
  const payout = payoutFilter({ world, account, params });
  return listPage(bookOf(world, account.id).balance_transaction, params, {
    url: "/v1/balance_transactions",
    name: "balance transaction",
    keep: (row) =>
      (currency === undefined || row.currency === currency) &&
      (source === undefined || row.source === source) &&
      (type === undefined || row.type === type) &&
      (payout === undefined || row.payout === payout),
    show: balanceTransaction,
  });
}

/** Only automatic payouts say which rows they contain, and only once Stripe has worked it out. */
function payoutFilter({ world, account, params }: Pick<Call, "world" | "account" | "params">): string | undefined {
  const id = text(params, "payout");
  if (id === undefined) return undefined;
  const record = findRecord(world, account.id, "payout", id);
  if (!record) throw missing("payout", id, 400, "payout");
  if (!record.automatic) {
    const message = "Balance transactions can only be filtered by automatic payouts.";
    throw new StripeRefusal(message, { param: "payout" });
  }
  if (record.reconciliation === "in_progress") {
    throw new StripeRefusal(`Payout ${id} is not reconciled yet.`, { code: "payout_reconciliation_not_ready" });
  }
  return id;
}

function updateSettings({ world, account, params }: Call): JsonObject {
  const before = child(balanceSettings(account), "payments") ?? {};
  const payments = child(params, "payments") ?? {};
  const payouts = child(payments, "payouts") ?? {};
  const schedule = child(payouts, "schedule");
  if (schedule) setSchedule(account, schedule);
  if (payouts.minimum_balance_by_currency !== undefined) setMinimum(account, payouts);
  if (typeof payouts.statement_descriptor === "string")
    account.statementDescriptor = payouts.statement_descriptor || null;
  if (typeof payments.debit_negative_balances === "boolean")
    account.debitNegativeBalances = payments.debit_negative_balances;
  setDelay(account, child(payments, "settlement_timing") ?? {});
  const isPlanned = world.state.timers.some(
    (timer) => timer.kind === "automatic_payout" && timer.account === account.id,
  );
  if (!isPlanned) planAutomaticPayouts(world, account);
  const settings = balanceSettings(account);
  emit(world, account.id, "balance_settings.updated", settings, { payments: before });
  return settings;
}

const intervals: readonly Interval[] = ["manual", "daily", "weekly", "monthly"];
const businessDays: readonly Weekday[] = ["monday", "tuesday", "wednesday", "thursday", "friday"];

function setSchedule(account: AccountRecord, schedule: JsonObject): void {
  const interval = intervals.find((known) => known === schedule.interval) ?? account.schedule.interval;
  const names = textList(schedule, "weekly_payout_days");
  const weekdays = businessDays.filter((known) => names.includes(known));
  const dates = Array.isArray(schedule.monthly_payout_days) ? schedule.monthly_payout_days : [];
  const monthDays = dates.filter((date) => typeof date === "number");
  if (monthDays.some((date) => date < 1 || date > 31)) {
    throw new StripeRefusal("Days of the month are from 1 to 31.", {
      param: "payments[payouts][schedule][monthly_payout_days]",
    });
  }
  requireDays(interval, "weekly", weekdays);
  requireDays(interval, "monthly", monthDays);
  account.schedule = { interval, weekdays, monthDays };
}

function requireDays(interval: Interval, wanted: "weekly" | "monthly", days: unknown[]): void {
  const param = `payments[payouts][schedule][${wanted}_payout_days]`;
  if (interval === wanted && days.length === 0) {
    throw new StripeRefusal(`Missing required param: ${param}.`, { code: "parameter_missing", param });
  }
  if (interval !== wanted && days.length > 0) {
    throw new StripeRefusal(`${param} is only for the interval ${wanted}.`, { param });
  }
}

function setMinimum(account: AccountRecord, payouts: JsonObject): void {
  const given = payouts.minimum_balance_by_currency;
  if (given === "") account.minimumBalance = {};
  if (!isObject(given)) return;
  for (const [currency, value] of Object.entries(given)) {
    if (value === "" || value === "0") delete account.minimumBalance[currency];
    else if (typeof value === "string" && /^\d{1,15}$/.test(value)) account.minimumBalance[currency] = Number(value);
    else {
      const param = `payments[payouts][minimum_balance_by_currency][${currency}]`;
      throw new StripeRefusal(`Invalid integer: ${value}`, { code: "parameter_invalid_integer", param });
    }
  }
}

function setDelay(account: AccountRecord, timing: JsonObject): void {
  const override = integer(timing, "delay_days_override");
  if (timing.delay_days_override === "") account.delayOverride = null;
  if (override === undefined) return;
  if (override < account.delayDays || override > 31) {
    throw new StripeRefusal(`The delay is from ${account.delayDays} to 31 days.`, {
      param: "payments[settlement_timing][delay_days_override]",
    });
  }
  account.delayOverride = override;
}
