import type { Fault, StripeEmulator } from "../stripe/emulator";
import { type Interruption, type InterruptionKind, interruptionKinds } from "./io-points";
import type { Step, StripeTrouble, Trouble } from "./schedule";

/** How often each kind of fault really struck. */
export type FaultCounts = Map<string, number>;

export function count(counts: FaultCounts, kind: string, by = 1): void {
  counts.set(kind, (counts.get(kind) ?? 0) + by);
}

function isInterruption(kind: Trouble["kind"]): kind is InterruptionKind {
  return interruptionKinds.some((known) => known === kind);
}

/** The interruption that a trouble stands for, if it is one. */
export function interruptionOf(trouble: Trouble | undefined, act: Interruption["act"]): Interruption | undefined {
  if (!trouble || !isInterruption(trouble.kind) || !("at" in trouble)) return undefined;
  return { kind: trouble.kind, at: trouble.at, act };
}

const writing = { method: "POST", path: "/v1/payouts" };
/** Younger rows are not shown in lists yet. */
const hiddenSeconds = 45 * 60;

/** Has Stripe misbehave for the length of a step; gives the act that ends it and counts what struck. */
export function disturbStripe(emulator: StripeEmulator, step: Step, counts: FaultCounts): () => void {
  const { trouble } = step;
  if (!trouble || !("times" in trouble)) return () => undefined;
  const isWrite = step.act === "pay" || step.act === "retry" || step.act === "cancel" || step.act === "watch";
  const where = trouble.kind === "hide_new_rows" ? { path: "/v1/balance_transactions" } : isWrite ? writing : {};
  // The nth match and a number of matches exclude each other.
  const when =
    trouble.nth > 1 ? { nth: trouble.nth } : { times: trouble.kind === "hide_new_rows" ? 1_000 : trouble.times };
  emulator.setFaults([{ ...faultOf(trouble.kind), ...where, ...when }]);
  return () => {
    const used = emulator.faultCounts().reduce((sum, rule) => sum + rule.used, 0);
    if (used > 0) count(counts, trouble.kind, used);
    emulator.clearFaults();
  };
}

function faultOf(kind: StripeTrouble | InterruptionKind): Fault {
  if (kind === "500_saved_with_effect") return { kind: "500_saved", effect: true };
  if (kind === "500") return { kind: "status", status: 500 };
  if (kind === "hide_new_rows") return { kind, seconds: hiddenSeconds };
  if (kind === "reset_before" || kind === "reset_after" || kind === "500_saved") return { kind };
  if (kind === "rate_limit" || kind === "lock_timeout") return { kind };
  throw new Error(`${kind} is nothing that Stripe does.`);
}
