import type { FeeKind } from "./report";

/** What a fee is taken by: an entry of a balance transaction's fee details, or a balance transaction as a whole. */
export type FeeSource = {
  /** Type of the entry, or of the row that is a fee as a whole; Stripe's open text. */
  readonly type: string;
  /** Reporting category of the row. */
  readonly category: string;
  readonly isWholeRow: boolean;
};

/** Rows of these reporting categories are fees as a whole: what they take from the balance is the fee. */
export const feeCategories = ["fee", "tax", "network_cost"] as const;

const refundCategories = ["refund", "refund_failure", "partial_capture_reversal"];
const applicationTypes = ["application_fee", "application_fee_refund"];
const taxTypes = ["tax", "withheld_tax", "tax_fee", "tax_fund"];
const processingTypes = ["stripe_fee", "payment_method_passthrough_fee", "network_cost"];

/**
 * The one kind that a fee counts as. The platform's share and taxes are that wherever they stand; whatever else stands
 * on a refund is a fee of the refund. A type that Stripe adds is an other fee, under its own name.
 * Source: `fee_details[].type` and `reporting_category` in docs.stripe.com/api/balance_transactions.
 */
export function feeKindOf({ type, category, isWholeRow }: FeeSource): FeeKind {
  if (applicationTypes.includes(type)) return "applicationFees";
  if (taxTypes.includes(type) || (isWholeRow && category === "tax")) return "taxes";
  if (!isWholeRow && refundCategories.includes(category)) return "refundFees";
  if (type === "stripe_fx_fee") return "fxFees";
  if (processingTypes.includes(type) || (isWholeRow && category === "network_cost")) return "processingFees";
  return "otherFees";
}
