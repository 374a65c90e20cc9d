import { describe, expect, it } from "vitest";
import { toCurrency } from "@/lib/core/currency";
import { fundsFor } from "./amount-problem";
import { draftOf, feeOf, instantRefusal, type PayoutValues, valuesOf } from "./payout-draft";
import type { DestinationOption, PayoutOption } from "./payout-options";

const bank: DestinationOption = {
  id: "ba_1",
  label: "Chase ••4242",
  isUsable: true,
  isDefault: true,
  allowsInstant: false,
  instantNetMinor: null,
};
const card: DestinationOption = {
  id: "card_1",
  label: "Visa debit ••0341",
  isUsable: true,
  isDefault: false,
  allowsInstant: true,
  instantNetMinor: 100_000n,
};
const dollars: PayoutOption = {
  accountId: "acct_1",
  accountName: "Juniper Supply",
  isDefaultAccount: true,
  currency: toCurrency("usd"),
  availableMinor: 1_234_050n,
  sources: [],
  instantMinor: 101_000n,
  minimumMinor: 0n,
  destinations: [bank, card],
  isBlocked: false,
  automaticInterval: null,
  statementDescriptor: null,
};
const forints: PayoutOption = {
  ...dollars,
  currency: toCurrency("huf"),
  availableMinor: 100_045n,
  instantMinor: 0n,
  destinations: [bank],
};
const second: PayoutOption = { ...dollars, accountId: "acct_2", isDefaultAccount: false };
const options = [dollars, forints, second];

const empty = valuesOf({});
const draft = (values: Partial<PayoutValues>, from = options) => {
  const found = draftOf({ ...empty, ...values }, from);
  if (found === null) throw new Error("There is a draft.");
  return found;
};

describe("draftOf", () => {
  it("is nothing when there is nothing to pay out", () => {
    expect(draftOf(empty, [])).toBeNull();
  });

  it("offers the first account, its currency, its default destination and standard", () => {
    expect(draft({ amount: "1,240.00" })).toMatchObject({
      option: dollars,
      destination: bank,
      method: "standard",
      sourceType: null,
      amountMinor: 124_000n,
      problems: {},
    });
  });

  it("takes what was chosen", () => {
    const found = draft({
      accountId: "acct_2",
      currency: "usd",
      destination: "card_1",
      method: "instant",
      amount: "10",
    });
    expect(found).toMatchObject({ option: second, destination: card, method: "instant", problems: {} });
  });

  it("asks for an amount it can read, and for one the currency has", () => {
    expect(draft({}).problems.amount).toBe("Enter an amount like 1,240.50.");
    expect(draft({ amount: "1.234" }).problems.amount).toBeDefined();
    expect(draft({ amount: "10.005" }).problems.amount).toBe("USD amounts have at most 2 decimals.");
    expect(draft({ amount: "10.50", currency: "huf" }).problems.amount).toContain("whole units");
  });

  it("refuses more than is available, and more than can be had instantly", () => {
    const much = draft({ amount: "12,340.51" });
    expect(much.problems.amount).toContain("$12,340.50 available");
    expect(much.amountMinor).toBe(1_234_051n);
    const instant = draft({ amount: "1,000.01", method: "instant", destination: "card_1" });
    expect(instant.problems.amount).toContain("$1,000.00 can be paid out instantly");
  });

  it("never replaces what was chosen in silence", () => {
    expect(draft({ amount: "1", accountId: "acct_gone" }).problems.accountId).toContain("nothing to pay out");
    expect(draft({ amount: "1", currency: "eur" }).problems.currency).toBe("EUR has nothing to pay out here.");
    expect(draft({ amount: "1", destination: "ba_gone" }).problems.destination).toContain("cannot be used");
  });

  it("says what is missing where money could go", () => {
    const nowhere = draft({ amount: "1" }, [{ ...dollars, destinations: [] }]);
    expect(nowhere.problems.destination).toContain("No bank account or card receives USD");
    const broken = draft({ amount: "1" }, [{ ...dollars, destinations: [{ ...bank, isUsable: false }] }]);
    expect(broken.problems.destination).toContain("needs new details");
  });

  it("refuses instant where it cannot be had", () => {
    expect(draft({ amount: "1", method: "instant" }).problems.method).toContain("Choose another destination");
  });

  it("counts the characters of texts", () => {
    expect(draft({ amount: "1", statementDescriptor: "x".repeat(23) }).problems.statementDescriptor).toContain("22");
    expect(draft({ amount: "1", description: "x".repeat(256) }).problems.description).toContain("255");
    expect(draft({ amount: "1", description: "x".repeat(255) }).problems).toEqual({});
  });

  it("draws on one kind of money where there are several", () => {
    const sources = [
      { sourceType: "card", minor: 1_000_000n },
      { sourceType: "bank_account", minor: 234_050n },
    ];
    const found = draft({ amount: "1" }, [{ ...dollars, sources }]);
    expect(found.sourceType).toBe("card");
    expect(fundsFor(found)).toBe(1_000_000n);
    const chosen = draft({ amount: "3,000", sourceType: "bank_account" }, [{ ...dollars, sources }]);
    expect(chosen.problems.amount).toContain("$2,340.50");
  });
});

describe("instantRefusal", () => {
  it("names the destination that cannot, and knows when nothing is left", () => {
    expect(instantRefusal(dollars, bank)).toBe(
      "Instant isn't available for Chase ••4242. Choose another destination for it.",
    );
    expect(instantRefusal(forints, bank)).toBe("Instant isn't available for Chase ••4242.");
    expect(instantRefusal({ ...dollars, instantMinor: 0n }, card)).toContain("No money can be paid out instantly");
    expect(instantRefusal(dollars, card)).toBeNull();
    expect(instantRefusal(dollars, null)).toBeNull();
  });
});

describe("feeOf", () => {
  it("is nothing for standard and Stripe's share for instant", () => {
    const found = draft({ amount: "500", destination: "card_1", method: "instant" });
    expect(feeOf(found)).toBe(500n);
    expect(feeOf(found, "standard")).toBe(0n);
  });

  it("is unknown without an amount or a quote", () => {
    expect(feeOf(draft({ destination: "card_1" }), "instant")).toBeNull();
    expect(feeOf(draft({ amount: "1" }), "instant")).toBeNull();
  });
});

describe("valuesOf", () => {
  it("reads a query and leaves the rest empty", () => {
    expect(valuesOf({ amount: "1", currency: "USD", step: "review" })).toEqual({
      ...empty,
      amount: "1",
      currency: "usd",
    });
  });
});
