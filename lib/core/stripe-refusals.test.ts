import { describe, expect, it } from "vitest";
import { errorCodes } from "./errors";
import { refusalFor } from "./stripe-refusals";

describe("refusalFor", () => {
  it.each([
    ["balance_insufficient", "insufficient_balance"],
    ["insufficient_funds", "insufficient_balance"],
    ["amount_too_small", "amount_out_of_range"],
    ["amount_too_large", "amount_out_of_range"],
    ["payouts_limit_exceeded", "amount_out_of_range"],
    ["payouts_not_allowed", "payouts_not_allowed"],
    ["instant_payouts_unsupported", "instant_not_available"],
    ["instant_payouts_config_disabled", "instant_not_available"],
    ["instant_payouts_currency_disabled", "instant_not_available"],
    ["instant_payouts_limit_exceeded", "instant_not_available"],
    ["bank_account_unusable", "destination_unusable"],
    ["bank_account_restricted", "destination_unusable"],
    ["no_account", "destination_unusable"],
    ["invalid_card_type", "destination_unusable"],
    ["request_blocked", "payout_rejected"],
    ["resource_missing", "not_found"],
    ["parameter_unknown", "stripe_error"],
  ] as const)("answers %s as %s", (stripeCode, code) => {
    const refusal = refusalFor(stripeCode);
    expect(refusal?.code).toBe(code);
    expect(Object.keys(errorCodes)).toContain(refusal?.code);
    expect(refusal?.message).toMatch(/^[A-Z].*\.$/);
    expect(refusal?.message).not.toContain(stripeCode);
  });

  it.each(["", "brand_new_code", "constructor", "__proto__"])("has no rule for %j", (stripeCode) => {
    expect(refusalFor(stripeCode)).toBeNull();
  });
});
