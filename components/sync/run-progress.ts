import { progressOf, rowsSeen, type SyncRun } from "@/lib/core/sync-run";
import { durationWords } from "./sync-words";

export type RunProgress = {
  /** 0 to 1, or null when nobody can tell. */
  readonly value: number | null;
  readonly seen: number;
  /** About how many rows there will be, or null. */
  readonly total: number | null;
  /** "about 40 s left", or null when it is too early to say. */
  readonly left: string | null;
};

/** What is stored of a run's account: how many rows, and when the first was created. */
export type Stored = { readonly count: number; readonly oldestAt: Date | null };

const earliestGuess = 0.05;
const earliestGuessMs = 3_000;

/**
 * How far a run has come. A full one reads about as many rows as were stored before it; another one reads back to the
 * last complete sync. Only the reading of balance transactions can be measured; Stripe tells no totals.
 */
export function runProgress(
  run: SyncRun,
  { stored, syncedUpTo, now }: { stored: Stored; syncedUpTo: Date | null; now: Date },
): RunProgress {
  const seen = rowsSeen(run);
  const before = stored.count - run.inserted;
  const total = run.full && before > seen ? before : null;
  const value = run.stage === "balance_transactions" ? shareOf(run, { seen, total, stored, syncedUpTo }) : null;
  return { value, seen, total, left: leftOf(value, now.getTime() - run.startedAt.getTime()) };
}

function shareOf(
  run: SyncRun,
  { seen, total, stored, syncedUpTo }: { seen: number; total: number | null; stored: Stored; syncedUpTo: Date | null },
): number | null {
  if (total !== null) return seen / total;
  // Before the first complete pass the oldest stored row is only where the run has got to.
  if (syncedUpTo === null) return null;
  return progressOf(run, run.full ? stored.oldestAt : syncedUpTo);
}

function leftOf(value: number | null, passedMs: number): string | null {
  if (value === null || value < earliestGuess || value >= 1 || passedMs < earliestGuessMs) return null;
  return `about ${durationWords(Math.max(1_000, (passedMs * (1 - value)) / value))} left`;
}
