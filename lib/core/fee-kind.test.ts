import { describe, expect, it } from "vitest";
import { feeKindOf } from "./fee-kind";

describe("feeKindOf", () => {
  it.each([
    // Entries of fee details, by their type and the category of their row.
    ["stripe_fee", "charge", false, "processingFees"],
    ["payment_method_passthrough_fee", "charge", false, "processingFees"],
    ["application_fee", "charge", false, "applicationFees"],
    ["tax", "charge", false, "taxes"],
    ["withheld_tax", "charge", false, "taxes"],
    ["stripe_fee", "dispute", false, "processingFees"],
    ["stripe_fee", "refund", false, "refundFees"],
    ["payment_method_passthrough_fee", "refund", false, "refundFees"],
    ["stripe_fee", "refund_failure", false, "refundFees"],
    ["application_fee", "refund", false, "applicationFees"],
    ["tax", "refund", false, "taxes"],
    ["carbon_fee", "charge", false, "otherFees"],
    ["carbon_fee", "refund", false, "refundFees"],
    ["stripe_fee", "tax", false, "processingFees"],
    // Rows that are fees as a whole.
    ["stripe_fee", "fee", true, "processingFees"],
    ["stripe_fx_fee", "fee", true, "fxFees"],
    ["tax_fee", "tax", true, "taxes"],
    ["adjustment", "tax", true, "taxes"],
    ["network_cost", "network_cost", true, "processingFees"],
    ["interchange", "network_cost", true, "processingFees"],
    ["application_fee", "fee", true, "applicationFees"],
    ["adjustment", "fee", true, "otherFees"],
    ["fee_of_2030", "fee", true, "otherFees"],
  ])("%s on a row of %s, whole %s, is among %s", (type, category, isWholeRow, kind) => {
    expect(feeKindOf({ type, category, isWholeRow })).toBe(kind);
  });
});
