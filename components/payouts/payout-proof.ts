import { formatMoney, money } from "@/lib/core/money";
import type { Payout } from "@/lib/core/payout";
import type { ProofState } from "../proof-mark";

/** How far a payout is proved by the transactions it is made of, and the words for it. */
export type PayoutProof = { readonly state: ProofState; readonly words: string };

type Proved = Pick<Payout, "amount" | "automatic" | "method" | "reconciliationStatus" | "status">;

/**
 * A payout is proved when the transactions Stripe ties to it come to its amount. Stripe ties none to payouts made by
 * hand; automatic ones are added up once Stripe has completed their list.
 */
export function payoutProof(payout: Proved, linked: { count: number; sumMinor: bigint } | null): PayoutProof {
  if (!payout.automatic) return { state: "untied", words: "Not tied: manual" };
  if (payout.reconciliationStatus === "not_applicable") return { state: "untied", words: "Not tied" };
  if (payout.reconciliationStatus !== "completed" || linked === null || linked.count === 0) {
    return { state: "open", words: linked && linked.count > 0 ? `Adding up: ${counted(linked.count)}` : "Adding up" };
  }
  const difference = payout.amount.minor - linked.sumMinor;
  if (difference === 0n) return { state: "proved", words: `Adds up: ${counted(linked.count)}` };
  const size = money(difference < 0n ? -difference : difference, payout.amount.currency);
  return { state: "differs", words: `Differs by ${formatMoney(size)}` };
}

function counted(count: number): string {
  return count === 1 ? "1 transaction" : `${count.toLocaleString("en-US")} transactions`;
}
