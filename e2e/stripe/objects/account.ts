import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { AccountRecord } from "../state";
import { externalAccount } from "./external-account";

export function account(record: AccountRecord): JsonObject {
  const disabled = record.payoutsDisabledReason;
  const due = disabled === null ? [] : ["external_account"];
  return fill("account", {
    id: record.id,
    business_profile: fill("account_business_profile", { name: record.label }),
    business_type: "company",
    capabilities: { card_payments: "active", transfers: "active" },
    charges_enabled: true,
    controller: fill("account_controller", { type: "application", is_controller: true }),
    country: record.country,
    created: record.created,
    default_currency: record.currency,
    details_submitted: true,
    email: record.email,
    external_accounts: externalAccountList(record),
    metadata: {},
    payouts_enabled: disabled === null,
    requirements: fill("account_requirements", {
      alternatives: [],
      currently_due: due,
      disabled_reason: disabled,
      errors: [],
      eventually_due: due,
      past_due: due,
      pending_verification: [],
    }),
    settings: settingsOf(record),
    type: "none",
  });
}

function externalAccountList(record: AccountRecord): JsonObject {
  const present = record.externalAccounts.filter((external) => !external.deleted);
  return {
    object: "list",
    data: present.map((external) => externalAccount(external, record.id)),
    has_more: false,
    total_count: present.length,
    url: `/v1/accounts/${record.id}/external_accounts`,
  };
}

function settingsOf(record: AccountRecord): JsonObject {
  const { interval, weekdays, monthDays } = record.schedule;
  return fill("account_settings", {
    dashboard: fill("account_settings_dashboard", { display_name: record.label, timezone: "Etc/UTC" }),
    payouts: fill("account_settings_payouts", {
      debit_negative_balances: record.debitNegativeBalances,
      schedule: {
        delay_days: record.delayOverride ?? record.delayDays,
        interval,
        ...(interval === "weekly" ? { weekly_anchor: weekdays[0] ?? "monday", weekly_payout_days: weekdays } : {}),
        ...(interval === "monthly" ? { monthly_anchor: monthDays[0] ?? 1, monthly_payout_days: monthDays } : {}),
      },
      statement_descriptor: record.statementDescriptor,
    }),
  });
}
