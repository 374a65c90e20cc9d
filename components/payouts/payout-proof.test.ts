import { describe, expect, it } from "vitest";
import { toCurrency } from "@/lib/core/currency";
import { money } from "@/lib/core/money";
import { payoutProof } from "./payout-proof";

const payout = {
  amount: money(285_000n, toCurrency("eur")),
  automatic: true,
  method: "standard",
  reconciliationStatus: "completed",
  status: "paid",
};

describe("payoutProof", () => {
  it("is proved when the transactions come to the amount", () => {
    expect(payoutProof(payout, { count: 1_204, sumMinor: 285_000n })).toEqual({
      state: "proved",
      words: "Adds up: 1,204 transactions",
    });
    expect(payoutProof(payout, { count: 1, sumMinor: 285_000n }).words).toBe("Adds up: 1 transaction");
  });

  it("says by how much it differs, in either direction", () => {
    expect(payoutProof(payout, { count: 3, sumMinor: 284_910n })).toEqual({
      state: "differs",
      words: "Differs by €0.90",
    });
    expect(payoutProof(payout, { count: 3, sumMinor: 285_090n }).words).toBe("Differs by €0.90");
  });

  it("is being added up until Stripe has completed the list and it has been read", () => {
    expect(payoutProof(payout, null)).toEqual({ state: "open", words: "Adding up" });
    const inProgress = { ...payout, reconciliationStatus: "in_progress" };
    expect(payoutProof(inProgress, { count: 31, sumMinor: 285_000n })).toEqual({
      state: "open",
      words: "Adding up: 31 transactions",
    });
    expect(payoutProof({ ...payout, reconciliationStatus: null }, null).state).toBe("open");
  });

  it("claims nothing for payouts that Stripe ties to no transactions", () => {
    expect(payoutProof({ ...payout, automatic: false }, { count: 3, sumMinor: 285_000n })).toEqual({
      state: "untied",
      words: "Not tied: manual",
    });
    expect(payoutProof({ ...payout, reconciliationStatus: "not_applicable" }, null).state).toBe("untied");
  });
});
