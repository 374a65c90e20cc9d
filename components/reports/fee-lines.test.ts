import { describe, expect, it } from "vitest";
import { feeCategories } from "@/lib/core/fee-kind";
import type { FeeFigures, FeeLine, FeePeriod } from "@/lib/core/report";
import { feeKindRows, feeLineLabel, feeStacks, halvesOf, typeOfCategory, typeOfKind } from "./fee-lines";

const none: FeeFigures = {
  processingFees: 0n,
  applicationFees: 0n,
  refundFees: 0n,
  fxFees: 0n,
  taxes: 0n,
  otherFees: 0n,
  total: 0n,
};
const line = (kind: FeeLine["kind"], type: string, category: string, amount = 100n): FeeLine => ({
  kind,
  type,
  category,
  amount,
  count: 2,
});

describe("feeStacks", () => {
  it("has a series for each kind with a figure, and one for the rest", () => {
    const stacks = feeStacks({ ...none, processingFees: 5n, fxFees: -1n, taxes: 1n, otherFees: 1n });
    expect(stacks.map(({ series }) => series.label)).toEqual([
      "Stripe processing",
      "Currency conversion",
      "Taxes and other",
    ]);
    expect(stacks.at(-1)?.kinds).toEqual(["taxes", "otherFees"]);
  });

  it("names the rest by what it is", () => {
    expect(feeStacks({ ...none, taxes: 1n }).map(({ series }) => series.label)).toEqual(["Taxes"]);
    expect(feeStacks(none)).toEqual([]);
  });
});

describe("feeKindRows", () => {
  it("counts the lines of a kind and tells them apart where there are several", () => {
    const breakdown = [
      line("processingFees", "stripe_fee", "charge", 900n),
      line("processingFees", "stripe_fee", "dispute", 100n),
      line("applicationFees", "application_fee", "charge", 50n),
    ];
    const rows = feeKindRows({ ...none, processingFees: 1_000n, applicationFees: 50n, breakdown });
    expect(rows.map(({ kind, amount, count, parts }) => [kind, amount, count, parts.length])).toEqual([
      ["processingFees", 1_000n, 4, 2],
      ["applicationFees", 50n, 2, 0],
    ]);
  });

  it("always says what other fees are", () => {
    const breakdown = [line("otherFees", "quantum_levy", "charge")];
    expect(feeKindRows({ ...none, otherFees: 100n, breakdown })[0]?.parts).toEqual(breakdown);
  });

  it("keeps a kind that cancels out", () => {
    const breakdown = [line("fxFees", "stripe_fx_fee", "fee", 100n), line("fxFees", "stripe_fx_fee", "charge", -100n)];
    expect(feeKindRows({ ...none, breakdown })).toMatchObject([{ kind: "fxFees", amount: 0n, count: 4 }]);
  });
});

describe("feeLineLabel", () => {
  it("says what the fee stands on", () => {
    expect(feeLineLabel(line("processingFees", "stripe_fee", "charge"))).toBe("Stripe fee on payments");
    expect(feeLineLabel(line("processingFees", "stripe_fee", "dispute"))).toBe("Stripe fee on disputes");
    expect(feeLineLabel(line("taxes", "tax_fee", "tax"))).toBe("Tax fee billed by itself");
    expect(feeLineLabel(line("fxFees", "stripe_fx_fee", "fee"))).toBe("Currency conversion fee billed by itself");
  });

  it("keeps Stripe's own name for what it does not know", () => {
    expect(feeLineLabel(line("otherFees", "quantum_levy", "charge"))).toBe("quantum_levy on payments");
    expect(feeLineLabel(line("otherFees", "quantum_levy", "moon_charge"))).toBe("quantum_levy on moon charge");
    expect(feeLineLabel(line("otherFees", "quantum_levy", "fee"))).toBe("quantum_levy billed by itself");
  });
});

describe("typeOfKind", () => {
  it("is the filter that shows the rows, where one does", () => {
    const breakdown = [
      line("processingFees", "stripe_fee", "charge"),
      line("processingFees", "stripe_fee", "dispute"),
      line("refundFees", "stripe_fee", "refund"),
    ];
    expect(typeOfKind("refundFees", breakdown)).toBe("refunds");
    expect(typeOfKind("processingFees", breakdown)).toBeUndefined();
    expect(typeOfKind("taxes", breakdown)).toBeUndefined();
    expect(typeOfCategory("moon_charge")).toBeUndefined();
    for (const category of feeCategories) expect(typeOfCategory(category)).toBe("fees");
  });
});

describe("halvesOf", () => {
  const period = (total: bigint, gross: bigint): FeePeriod => ({
    ...none,
    date: "2026-11-01",
    lastDate: "2026-11-30",
    from: new Date(0),
    to: new Date(0),
    isComplete: true,
    total,
    gross,
  });

  it("sets the later half beside the earlier one", () => {
    const halves = halvesOf([period(1n, 10n), period(2n, 20n), period(3n, 30n), period(5n, 40n)]);
    expect(halves).toEqual({ earlier: { fees: 3n, gross: 30n }, later: { fees: 8n, gross: 70n }, count: 2 });
  });

  it("needs even and enough periods, with revenue in both halves", () => {
    expect(halvesOf([period(1n, 1n), period(1n, 1n)])).toBeNull();
    expect(halvesOf(Array.from({ length: 5 }, () => period(1n, 1n)))).toBeNull();
    expect(halvesOf([period(1n, 0n), period(1n, 0n), period(1n, 1n), period(1n, 1n)])).toBeNull();
  });
});
