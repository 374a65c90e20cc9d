import { formatMoney, money } from "@/lib/core/money";
import type { Payout } from "@/lib/core/payout";
import type { ProofState } from "../proof-mark";

/** How far a payout is proved by the transactions it is made of, and the words for it. */
export type PayoutProofWords = {
  readonly state: ProofState;
  readonly words: string;
  /** Whether there are transactions to look at. */
  readonly hasRows: boolean;
};

type Proved = Pick<Payout, "amount" | "automatic" | "reconciliationStatus" | "status" | "proof">;

/**
 * The stored proof of a payout in words. What is attributed to a payout made by hand is an estimate, which proves
 * nothing, however well it adds up.
 */
export function payoutProof({ amount, automatic, reconciliationStatus, status, proof }: Proved): PayoutProofWords {
  const count = proof?.count ?? 0;
  const hasRows = count > 0;
  if (!automatic) return estimate({ status, proof, hasRows });
  if (reconciliationStatus === "not_applicable") return { state: "untied", words: "Not tied", hasRows };
  if (proof === null || proof.state === "open") {
    return { state: "open", words: hasRows ? `Adding up: ${counted(count)}` : "Adding up", hasRows };
  }
  if (proof.state === "proved") return { state: "proved", words: `Adds up: ${counted(count)}`, hasRows };
  const { unexplainedMinor: off } = proof;
  return {
    state: "differs",
    words: `Differs by ${formatMoney(money(off < 0n ? -off : off, amount.currency))}`,
    hasRows,
  };
}

function estimate({
  status,
  proof,
  hasRows,
}: Pick<Proved, "status" | "proof"> & { hasRows: boolean }): PayoutProofWords {
  if (proof?.state === "proved") return { state: "untied", words: `Estimated: ${counted(proof.count)}`, hasRows };
  if (proof) return { state: "open", words: "Estimate waits for the sync", hasRows };
  const isBack = status === "failed" || status === "canceled";
  return { state: "untied", words: isBack ? "Not tied: money is back" : "Not tied: manual", hasRows };
}

function counted(count: number): string {
  return count === 1 ? "1 transaction" : `${count.toLocaleString("en-US")} transactions`;
}
