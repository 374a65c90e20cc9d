import type { SyncDay, SyncDayState } from "@/lib/core/sync-day";
import { stateOfSyncDay } from "@/lib/core/sync-day";
import type { SyncRun, SyncStage, SyncTrigger } from "@/lib/core/sync-run";

const triggers: Record<SyncTrigger, string> = {
  person: "Manual",
  api_key: "API key",
  webhook: "Webhook",
  cron: "Scheduled",
};

/** What started a run: the kind, and who or how, such as "Manual" and "Owner, full re-sync". */
export function triggerWords({ trigger, actor, full }: Pick<SyncRun, "trigger" | "actor" | "full">): {
  readonly kind: string;
  readonly detail: string;
} {
  const parts = [actor, full ? "full re-sync" : null].filter((part) => part !== null);
  return { kind: triggers[trigger], detail: parts.join(", ") };
}

const stages: Record<SyncStage, string> = {
  account: "Reading the balance and the account",
  balance_transactions: "Reading balance transactions, newest first",
  payouts: "Reading payouts",
  payout_links: "Tying transactions to their payouts",
  refunds: "Reading refunds",
  disputes: "Reading disputes",
  charges: "Reading charges",
  customers: "Reading customers",
  subscriptions: "Reading subscriptions",
  ledger: "Comparing the ledger with Stripe",
  done: "Finishing",
};

/** What a run is doing, for people who watch. */
export function stageWords(stage: SyncStage): string {
  return stages[stage];
}

/** A duration, such as `under 1 s`, `26 s`, `3 min 5 s` or `2 h 4 min`. */
export function durationWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 1) return "under 1 s";
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** How long a run took, or has taken by now. */
export function tookWords({ startedAt, finishedAt }: Pick<SyncRun, "startedAt" | "finishedAt">, now: Date): string {
  return durationWords(Math.max(0, (finishedAt ?? now).getTime() - startedAt.getTime()));
}

/** How far the ledger is behind Stripe at most: `under 1 min`, `12 min`, `3 h`, `4 days`. */
export function behindWords(syncedUpTo: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - syncedUpTo.getTime()) / 60_000);
  if (minutes < 1) return "under 1 min";
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h`;
  return `${Math.floor(hours / 24)} days`;
}

const dayWords: Record<SyncDayState, string> = {
  done: "done",
  resumed: "stopped and resumed",
  stopped: "stopped",
  running: "running",
  none: "without a sync",
};

/** A day's state in words. */
export function syncDayWords(state: SyncDayState): string {
  return dayWords[state];
}

/** All days in one line, such as "28 done, 1 stopped and resumed, 1 running". */
export function syncDaysSummary(days: readonly SyncDay[]): string {
  const states = days.map(stateOfSyncDay);
  return (Object.keys(dayWords) as SyncDayState[])
    .map((state) => ({ state, count: states.filter((one) => one === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${dayWords[state]}`)
    .join(", ");
}

/** A run under way, for those who listen. */
export function liveWords(account: string, { seen, total }: { seen: number; total: number | null }): string {
  const counted = (count: number) => count.toLocaleString("en-US");
  return total === null
    ? `Syncing ${account}: ${counted(seen)} transactions so far.`
    : `Syncing ${account}: ${counted(seen)} of about ${counted(total)} transactions.`;
}

/** What a press of the button did, so far. */
export type StartedCounts = {
  readonly running: number;
  readonly failed: number;
  readonly inserted: number;
  readonly updated: number;
};

/** The sentence for somebody who has just started a sync. */
export function startedWords({ running, failed, inserted, updated }: StartedCounts): string {
  if (failed > 0) return "A sync stopped before its end. The list of runs says why.";
  if (running > 0) return "Syncing. This page follows along.";
  if (inserted === 0 && updated === 0) return "Synced. Nothing had changed.";
  const counted = (count: number) => count.toLocaleString("en-US");
  return `Synced: ${counted(inserted)} new, ${counted(updated)} changed.`;
}
