import { describe, expect, it } from "vitest";
import { toCurrency } from "@/lib/core/currency";
import { money } from "@/lib/core/money";
import type { PayoutProof } from "@/lib/core/proof";
import { payoutProof } from "./payout-proof";

const proof: PayoutProof = {
  state: "proved",
  linkKind: "stripe",
  count: 1_204,
  explainedMinor: 285_000n,
  unexplainedMinor: 0n,
  checkedAt: new Date("2026-11-24T06:14:00Z"),
};
const payout = {
  amount: money(285_000n, toCurrency("eur")),
  automatic: true,
  reconciliationStatus: "completed",
  status: "paid",
  proof,
};
const byHand = { ...payout, automatic: false, reconciliationStatus: "not_applicable" };

describe("payoutProof", () => {
  it("is proved when the transactions come to the amount", () => {
    expect(payoutProof(payout)).toEqual({ state: "proved", words: "Adds up: 1,204 transactions", hasRows: true });
    expect(payoutProof({ ...payout, proof: { ...proof, count: 1 } }).words).toBe("Adds up: 1 transaction");
  });

  it.each([90n, -90n])("says by how much it differs, in either direction: %s", (unexplainedMinor) => {
    const differing = { ...proof, state: "differs" as const, unexplainedMinor };
    expect(payoutProof({ ...payout, proof: differing })).toMatchObject({ state: "differs", words: "Differs by €0.90" });
  });

  it("is being added up until Stripe has completed the list and it has been read", () => {
    expect(payoutProof({ ...payout, proof: null })).toEqual({ state: "open", words: "Adding up", hasRows: false });
    const open = { ...proof, state: "open" as const, count: 31 };
    expect(payoutProof({ ...payout, proof: open }).words).toBe("Adding up: 31 transactions");
  });

  it("calls what is attributed to a payout made by hand an estimate, and proves nothing by it", () => {
    const estimated = { ...proof, linkKind: "estimated" as const, count: 31 };
    expect(payoutProof({ ...byHand, proof: estimated })).toEqual({
      state: "untied",
      words: "Estimated: 31 transactions",
      hasRows: true,
    });
    const waiting = { ...estimated, state: "open" as const, count: 0 };
    expect(payoutProof({ ...byHand, proof: waiting })).toEqual({
      state: "open",
      words: "Estimate waits for the sync",
      hasRows: false,
    });
  });

  it("claims nothing for payouts that are made of nothing", () => {
    expect(payoutProof({ ...byHand, proof: null }).words).toBe("Not tied: manual");
    expect(payoutProof({ ...byHand, status: "failed", proof: null }).words).toBe("Not tied: money is back");
    expect(payoutProof({ ...payout, reconciliationStatus: "not_applicable", proof: null }).state).toBe("untied");
  });
});
