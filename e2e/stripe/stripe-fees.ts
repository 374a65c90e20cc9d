import { postRow, worldSide } from "./ledger";
import type { AccountRecord, TransactionRecord } from "./state";
import { now, type World } from "./world";

export type StripeFeeKind = "radar" | "billing" | "network_cost" | "tax" | "correction";

const kinds = {
  radar: { type: "stripe_fee", category: "fee", side: "stripe_fees", description: "Radar for Fraud Teams" },
  billing: { type: "stripe_fee", category: "fee", side: "stripe_fees", description: "Billing - Usage Fee" },
  network_cost: {
    type: "stripe_fee",
    category: "network_cost",
    side: "stripe_fees",
    description: "Card network costs",
  },
  tax: { type: "tax_fee", category: "tax", side: "tax", description: "VAT on fees" },
  // What Stripe assesses anew, such as when an account's prices change: only its category says that it is a fee.
  correction: { type: "adjustment", category: "fee", side: "stripe_fees", description: "Card payments: fees assessed" },
} as const satisfies Record<StripeFeeKind, object>;

/** A fee that stands on a ledger row of its own and belongs to no payment. */
export function takeStripeFee(
  world: World,
  account: AccountRecord,
  { kind, amount, currency }: { kind: StripeFeeKind; amount: number; currency: string },
): TransactionRecord {
  const { side, ...words } = kinds[kind];
  const row = { ...words, account: account.id, amount: -amount, currency, availableOn: now(world), source: null };
  return postRow(world, row, [worldSide(side, currency, amount)]);
}
