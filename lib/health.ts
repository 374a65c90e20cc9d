import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { connectedAccounts, ledgerChecks, syncRuns } from "@/db/schema";
import { type OrgTransaction, withSystem } from "@/db/with-org";
import type { Services } from "./context";

export type Health = {
  readonly status: "ok" | "degraded";
  readonly database: "ok" | "unreachable";
  /**
   * Judged by the latest sync of each connected account: failing when more than half of those that ended failed, so that
   * one account's trouble is not everybody's. Asking Stripe here would let anybody make us ask.
   */
  readonly stripe: "ok" | "failing" | "unknown";
  /** Since any sync was completed; after 26 hours the scheduled job counts as dead, and the status is degraded. */
  readonly lastSyncAgeSeconds: number | null;
  /** Whether every connected account's ledger came to Stripe's balance when the two were last compared. */
  readonly ledger: "equal" | "differs" | "unchecked" | "unknown";
  /** Ledgers, one per account and currency, that did not. */
  readonly ledgersDiffering: number;
  /** Since any ledger was last compared. */
  readonly lastLedgerCheckAgeSeconds: number | null;
  readonly time: Date;
};

/** The job runs once a day at least, and may take its time or come a little late. */
const syncAgeSecondsMax = 26 * 3_600;

/** Whether the installation works, as far as anybody may know: no names, no numbers of anyone, no secrets. */
export async function checkHealth({ db, now, log, livemode }: Services): Promise<Health> {
  const time = now();
  try {
    const { syncs, ledgers } = await withSystem(db, async (tx) => ({
      syncs: await latestSyncs(tx, { livemode }),
      ledgers: await compared(tx),
    }));
    const stripe = syncs.ended === 0 ? "unknown" : syncs.failed * 2 > syncs.ended ? "failing" : "ok";
    const lastSyncAgeSeconds = syncs.completedAt ? secondsBetween(syncs.completedAt, time) : null;
    const isOverdue = lastSyncAgeSeconds !== null && lastSyncAgeSeconds > syncAgeSecondsMax;
    const isFine = stripe !== "failing" && !isOverdue && ledgers.differing === 0;
    return {
      status: isFine ? "ok" : "degraded",
      database: "ok",
      stripe,
      lastSyncAgeSeconds,
      ledger: ledgers.differing > 0 ? "differs" : ledgers.lastAt ? "equal" : "unchecked",
      ledgersDiffering: ledgers.differing,
      lastLedgerCheckAgeSeconds: ledgers.lastAt ? secondsBetween(ledgers.lastAt, time) : null,
      time,
    };
  } catch (error) {
    // The point of this answer is to be given when things are broken; what broke is in the log.
    log.error("The health check could not reach the database.", error);
    return { ...unreachable, time };
  }
}

const unreachable = {
  status: "degraded",
  database: "unreachable",
  stripe: "unknown",
  lastSyncAgeSeconds: null,
  ledger: "unknown",
  ledgersDiffering: 0,
  lastLedgerCheckAgeSeconds: null,
} as const;

/** Of the accounts that the scheduled job syncs: how the latest run of each ended, and when any was last completed. */
async function latestSyncs(tx: OrgTransaction, { livemode }: { livemode: boolean }) {
  const latest = (name: string, states: ("complete" | "failed")[]) =>
    tx
      .select({ state: syncRuns.state, finishedAt: syncRuns.finishedAt })
      .from(syncRuns)
      .where(
        and(
          eq(syncRuns.organizationId, connectedAccounts.organizationId),
          eq(syncRuns.connectedAccountId, connectedAccounts.id),
          inArray(syncRuns.state, states),
        ),
      )
      .orderBy(desc(syncRuns.startedAt))
      .limit(1)
      .as(name);
  const ended = latest("ended", ["complete", "failed"]);
  const completed = latest("completed", ["complete"]);
  const [found] = await tx
    .select({
      ended: sql<number>`count(${ended.state})::int`,
      failed: sql<number>`(count(*) filter (where ${ended.state} = 'failed'))::int`,
      completedAt: sql<string | null>`max(${completed.finishedAt})`,
    })
    .from(connectedAccounts)
    .leftJoinLateral(ended, sql`true`)
    .leftJoinLateral(completed, sql`true`)
    .where(and(eq(connectedAccounts.state, "active"), eq(connectedAccounts.livemode, livemode)));
  const { completedAt = null, ...counts } = found ?? { ended: 0, failed: 0 };
  return { ...counts, completedAt: completedAt ? new Date(completedAt) : null };
}

/** Accounts that are no longer connected are compared no more; what was last said of them is history. */
async function compared(tx: OrgTransaction): Promise<{ differing: number; lastAt: Date | null }> {
  const [found] = await tx
    .select({
      differing: sql<number>`(count(*) filter (where ${ledgerChecks.state} = 'differs'))::int`,
      lastAt: sql<string | null>`max(${ledgerChecks.checkedAt})`,
    })
    .from(ledgerChecks)
    .innerJoin(
      connectedAccounts,
      and(eq(connectedAccounts.id, ledgerChecks.connectedAccountId), eq(connectedAccounts.state, "active")),
    );
  return { differing: found?.differing ?? 0, lastAt: found?.lastAt ? new Date(found.lastAt) : null };
}

function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000));
}
