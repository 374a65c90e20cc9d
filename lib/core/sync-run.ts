import type { StripeAccountId } from "./ids";

export const syncTriggers = ["person", "api_key", "webhook", "cron"] as const;
export type SyncTrigger = (typeof syncTriggers)[number];

/** running: under way or waiting to be taken up again. complete: everything was read. failed: it will not go on. */
export const syncStates = ["running", "complete", "failed"] as const;
export type SyncState = (typeof syncStates)[number];

/** What a run reads, in this order: the money first, then what was sold and to whom. */
export const syncStages = [
  "account",
  "balance_transactions",
  "payouts",
  "payout_links",
  "refunds",
  "disputes",
  "charges",
  "customers",
  "subscriptions",
  "ledger",
  "done",
] as const;
export type SyncStage = (typeof syncStages)[number];

/** One pass over everything Stripe has for one connected account, possibly spread over several processes. */
export type SyncRun = {
  readonly id: string;
  readonly accountId: StripeAccountId;
  readonly trigger: SyncTrigger;
  /** The person or key that asked; null for the product's own runs. */
  readonly actor: string | null;
  /** From the beginning of the account instead of from the last complete pass. */
  readonly full: boolean;
  readonly state: SyncState;
  readonly stage: SyncStage;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly pages: number;
  /** Calls made to Stripe. */
  readonly requests: number;
  /** Balance transactions, by what storing them did. */
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Creation time of the last row stored; a pass goes from new to old. */
  readonly reachedAt: Date | null;
  /** Everything Stripe created before this was read by a complete pass. */
  readonly syncedUpTo: Date | null;
  readonly errorCode: string | null;
  /** A sentence for people; also set on a complete run that had to leave rows out. */
  readonly errorMessage: string | null;
  readonly stripeRequestId: string | null;
};

/** Rows the run has seen, stored or already known. */
export function rowsSeen(run: Pick<SyncRun, "inserted" | "updated" | "unchanged">): number {
  return run.inserted + run.updated + run.unchanged;
}

const dayMs = 86_400_000;

/**
 * How much of the way from `startedAt` back to `oldest` a run has gone, 0 to 1; null while nothing is known.
 * An estimate by time, since Stripe tells no totals.
 */
export function progressOf(
  run: Pick<SyncRun, "state" | "startedAt" | "reachedAt">,
  oldest: Date | null,
): number | null {
  if (run.state === "complete") return 1;
  if (run.reachedAt === null || oldest === null) return null;
  const whole = Math.max(run.startedAt.getTime() - oldest.getTime(), dayMs);
  const gone = run.startedAt.getTime() - run.reachedAt.getTime();
  return Math.min(1, Math.max(0, gone / whole));
}
