import { describe, expect, it } from "vitest";
import { transactionGroups } from "@/lib/core/transaction";
import {
  categoryLabel,
  categoryPlural,
  feeLabel,
  groupLabels,
  isTransactionGroup,
  transactionLabel,
} from "./transaction-words";

const of = (type: string, reportingCategory = type) => transactionLabel({ type, reportingCategory });

describe("transactionLabel", () => {
  it("says plain words for known types", () => {
    expect(of("charge")).toBe("Charge");
    expect(of("payment_refund")).toBe("Payment refund");
    expect(of("stripe_fx_fee")).toBe("Currency conversion fee");
    expect(of("payout_failure", "payout_reversal")).toBe("Payout returned");
  });

  it("tells disputes among adjustments by their category", () => {
    expect(of("adjustment", "dispute")).toBe("Dispute");
    expect(of("adjustment", "dispute_reversal")).toBe("Dispute won");
    expect(of("adjustment", "other_adjustment")).toBe("Adjustment");
  });

  it("shows a type it does not know as Stripe wrote it", () => {
    expect(of("climate_order_purchase")).toBe("climate_order_purchase");
  });

  it("has words without underscores for every type of every group", () => {
    for (const type of Object.values(transactionGroups).flat()) expect(of(type)).not.toContain("_");
  });
});

describe("words for categories, fees and groups", () => {
  it("names a category in a sentence", () => {
    expect(categoryLabel("payout_reversal")).toBe("Payout reversal");
    expect(categoryLabel("tax")).toBe("Tax");
  });

  it("speaks of many rows of a category", () => {
    expect(categoryPlural("charge")).toBe("Charges");
    expect(categoryPlural("payout_reversal")).toBe("Payout reversal");
  });

  it("names the parts of a fee and keeps unknown ones", () => {
    expect(feeLabel("application_fee")).toBe("Application fee");
    expect(feeLabel("new_fee")).toBe("new_fee");
  });

  it("knows its groups and nothing inherited", () => {
    expect(Object.keys(groupLabels).every(isTransactionGroup)).toBe(true);
    expect(isTransactionGroup("toString")).toBe(false);
    expect(isTransactionGroup("charge")).toBe(false);
  });
});
