import type { LedgerRepair, RepairedRow } from "@/lib/core/ledger-repair";
import { formatMoney } from "@/lib/core/money";

/** What was done to one balance transaction, after its name: `was missing and is there again`. */
export function repairedRowWords({ found, now, changed }: Omit<RepairedRow, "stripeBalanceTxnId" | "transactionId">) {
  if (found === null) return "was missing and is there again";
  if (now === null) return "is not Stripe’s and was removed";
  if (changed.includes("payout")) return "is tied again to the payout that Stripe says carried it";
  const sameUnit = found.amount.currency === now.amount.currency;
  if (!sameUnit || found.amount.minor !== now.amount.minor) {
    return `said ${formatMoney(found.amount)} ${found.amount.currency.toUpperCase()} and says ${formatMoney(now.amount)} again`;
  }
  if (found.fee.minor !== now.fee.minor) {
    return `had a fee of ${formatMoney(found.fee)} and has ${formatMoney(now.fee)} again`;
  }
  return `had another ${listed(changed)} than Stripe and has Stripe’s again`;
}

/** How much a repair did: `1 added, 2 rewritten, 1 removed`. */
export function repairWords({
  inserted,
  rewritten,
  removed,
}: Pick<LedgerRepair, "inserted" | "rewritten" | "removed">) {
  const parts = [
    [inserted, "added"],
    [rewritten, "rewritten"],
    [removed, "removed"],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count.toLocaleString("en-US")} ${word}`)
    .join(", ");
}

function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "value";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
