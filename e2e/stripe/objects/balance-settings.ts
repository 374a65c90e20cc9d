import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { AccountRecord } from "../state";

export function balanceSettings(record: AccountRecord): JsonObject {
  const { interval, weekdays, monthDays } = record.schedule;
  const hasMinimum = Object.keys(record.minimumBalance).length > 0;
  return fill("balance_settings", {
    payments: {
      debit_negative_balances: record.debitNegativeBalances,
      payouts: fill("balance_settings_payments_payouts", {
        minimum_balance_by_currency: hasMinimum ? { ...record.minimumBalance } : null,
        schedule: {
          interval,
          ...(interval === "monthly" ? { monthly_payout_days: [...monthDays] } : {}),
          ...(interval === "weekly" ? { weekly_payout_days: [...weekdays] } : {}),
        },
        statement_descriptor: record.statementDescriptor,
        status: record.payoutsDisabledReason === null ? "enabled" : "disabled",
      }),
      settlement_timing: fill("balance_settings_payments_settlement_timing", {
        delay_days: record.delayOverride ?? record.delayDays,
        ...(record.delayOverride === null ? {} : { delay_days_override: record.delayOverride }),
        start_of_day: null,
      }),
    },
  });
}
