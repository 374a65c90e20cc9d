import { formatMoney, type Money, subtract } from "@/lib/core/money";
import type { ProofState } from "../proof-mark";

export type LedgerProof = { readonly state: ProofState; readonly words: string };

/**
 * How our copy of the ledger and the balance stand to each other. recent, old: the copy was complete moments or longer
 * ago. incomplete: it never was. stale: there is no current balance to set beside it.
 */
export type CopyAge = "recent" | "old" | "incomplete" | "stale";

/**
 * Whether the transactions we hold come to the balance Stripe states. A difference right after a sync is money that
 * moved since; one that lasts is a difference. Without a fresh statement or a complete copy nothing is claimed.
 */
export function ledgerProof({
  stated,
  ledger,
  copy,
}: {
  /** Available and pending, as Stripe says. */
  stated: Money;
  /** The sum of the rows; null when there are none in this currency. */
  ledger: { readonly count: number; readonly net: Money } | null;
  copy: CopyAge;
}): LedgerProof {
  const count = ledger?.count ?? 0;
  const rows = `${count.toLocaleString("en-US")} ${count === 1 ? "transaction" : "transactions"}`;
  if (copy === "incomplete") return { state: "open", words: `Adding up: ${rows}` };
  if (copy === "stale") return { state: "untied", words: `Not compared: ${rows}` };
  const difference = ledger === null ? stated : subtract(stated, ledger.net);
  if (difference.minor === 0n) return { state: "proved", words: `Adds up: ${rows}` };
  const size = { ...difference, minor: difference.minor < 0n ? -difference.minor : difference.minor };
  if (copy === "recent") return { state: "open", words: `Adding up: ${formatMoney(size)} still apart` };
  return { state: "differs", words: `Differs by ${formatMoney(size)}` };
}

/** Changes reach us by webhook within moments; past this, a difference is not one of timing. */
const recentMs = 30 * 60_000;

/** The age of a copy complete up to a moment, beside a statement that is stale or not. */
export function copyAge({
  syncedUpTo,
  isStale,
  now,
}: {
  syncedUpTo: Date | null;
  isStale: boolean;
  now: Date;
}): CopyAge {
  if (syncedUpTo === null) return "incomplete";
  if (isStale) return "stale";
  return now.getTime() - syncedUpTo.getTime() <= recentMs ? "recent" : "old";
}
