import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { ExternalAccountRecord } from "../state";

/** A bank account or debit card; numbers beyond the last four digits do not exist here. */
export function externalAccount(record: ExternalAccountRecord, account: string): JsonObject {
  if (record.deleted) {
    return { id: record.id, object: record.object, currency: record.currency, deleted: true };
  }
  const shared = {
    id: record.id,
    account,
    available_payout_methods: record.instant ? ["standard", "instant"] : ["standard"],
    country: record.country,
    currency: record.currency,
    default_for_currency: record.isDefault,
    fingerprint: record.id.slice(-16),
    last4: record.last4,
    metadata: {},
    status: record.status,
  };
  if (record.object === "bank_account") {
    return fill("bank_account", {
      ...shared,
      account_holder_type: "company",
      account_type: null,
      bank_name: record.name,
      routing_number: record.country === "US" ? "110000000" : null,
    });
  }
  return fill("card", { ...shared, brand: record.name, exp_month: 8, exp_year: 2031, funding: "debit" });
}
