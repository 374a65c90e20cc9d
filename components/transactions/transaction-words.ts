import { type TransactionGroup, transactionGroups } from "@/lib/core/transaction";

export const groupLabels: Record<TransactionGroup, string> = {
  charges: "Charges",
  refunds: "Refunds",
  disputes: "Disputes",
  payouts: "Payouts",
  fees: "Fees",
  transfers: "Transfers",
  adjustments: "Adjustments",
  holds: "Holds & reserves",
};

/** Types whose plain words differ from their name with spaces. */
const typeLabels: Readonly<Record<string, string>> = {
  payment_failure_refund: "Refund of a failed payment",
  payment_reversal: "Payment reversed",
  payout_cancel: "Payout canceled",
  payout_failure: "Payout returned",
  stripe_fx_fee: "Currency conversion fee",
  application_fee_refund: "Application fee returned",
  transfer_cancel: "Transfer canceled",
  transfer_failure: "Transfer returned",
  topup: "Top-up",
  topup_reversal: "Top-up reversed",
  connect_collection_transfer: "Balance collected",
};

/** Stripe books disputes as adjustments; only the reporting category tells what they are. */
const categoryLabels: Readonly<Record<string, string>> = {
  dispute: "Dispute",
  dispute_reversal: "Dispute won",
};

/** Categories with a plural of their own; the others are said alike for one and for many. */
const categoryPlurals: Readonly<Record<string, string>> = {
  charge: "Charges",
  refund: "Refunds",
  dispute: "Disputes",
  dispute_reversal: "Disputes won",
  fee: "Fees",
  tax: "Taxes",
  transfer: "Transfers",
  other_adjustment: "Adjustments",
};

const feeLabels: Readonly<Record<string, string>> = {
  stripe_fee: "Stripe fee",
  application_fee: "Application fee",
  tax: "Tax",
  payment_method_passthrough_fee: "Payment method fee",
  withheld_tax: "Tax withheld",
};

const knownTypes: readonly string[] = Object.values(transactionGroups).flat();

/** The word for a row's kind; a type that Stripe added later is shown under its own name. */
export function transactionLabel(row: { type: string; reportingCategory: string }): string {
  if (row.type === "adjustment") return categoryLabels[row.reportingCategory] ?? "Adjustment";
  const label = typeLabels[row.type];
  if (label) return label;
  return knownTypes.includes(row.type) ? sentence(row.type) : row.type;
}

/** The word for a reporting category, such as "Charge" or "Payout reversal". */
export function categoryLabel(category: string): string {
  return categoryLabels[category] ?? feeLabels[category] ?? sentence(category);
}

/** The word for all rows of a reporting category, such as "Charges". */
export function categoryPlural(category: string): string {
  return categoryPlurals[category] ?? categoryLabel(category);
}

/** The word for one part of a fee; unknown parts keep Stripe's name. */
export function feeLabel(type: string): string {
  return feeLabels[type] ?? type;
}

/** True for one of the eight groups that screens filter by. */
export function isTransactionGroup(value: string): value is TransactionGroup {
  return Object.hasOwn(transactionGroups, value);
}

function sentence(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
