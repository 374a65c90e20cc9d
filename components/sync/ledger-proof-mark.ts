import type { LedgerProof } from "@/lib/core/ledger-proof";
import { formatMoney, type Money, negate } from "@/lib/core/money";
import type { SyncRun } from "@/lib/core/sync-run";
import type { ProofState } from "../proof-mark";
import type { RunProgress } from "./run-progress";

/** The mark and the words of a ledger's proof. A sync under way answers what cannot be compared yet. */
export function ledgerProofMark(
  { state, difference }: Pick<LedgerProof, "state" | "difference">,
  running: { run: SyncRun; progress: RunProgress } | null,
): { readonly state: ProofState; readonly words: string } {
  if (state === "equal") return { state: "proved", words: "Ledger equals Stripe" };
  if (running) return { state: "open", words: addingUp(running.progress) };
  if (state === "differs" && difference) {
    return { state: "differs", words: `Differs by ${formatMoney(unsigned(difference))}` };
  }
  if (state === "moved") return { state: "open", words: "Balance has moved since the sync" };
  return { state: "untied", words: "Not added up yet" };
}

function addingUp({ seen, total }: RunProgress): string {
  const counted = (count: number) => count.toLocaleString("en-US");
  return total === null
    ? `Adding up: ${counted(seen)} so far`
    : `Adding up: ${counted(seen)} of about ${counted(total)}`;
}

function unsigned(amount: Money): Money {
  return amount.minor < 0n ? negate(amount) : amount;
}
