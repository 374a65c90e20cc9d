import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import { connectedAccounts, ledgerChecks, syncRuns } from "@/db/schema";
import { type OrgTransaction, withSystem } from "@/db/with-org";
import type { Services } from "./context";

export type Health = {
  readonly status: "ok" | "degraded";
  readonly database: "ok" | "unreachable";
  /** Judged by the last sync that ended, whoever's it was: asking Stripe here would let anybody make us ask. */
  readonly stripe: "ok" | "failing" | "unknown";
  readonly lastSyncAgeSeconds: number | null;
  /** Whether every connected account's ledger came to Stripe's balance when the two were last compared. */
  readonly ledger: "equal" | "differs" | "unchecked" | "unknown";
  /** Ledgers, one per account and currency, that did not. */
  readonly ledgersDiffering: number;
  /** Since any ledger was last compared. */
  readonly lastLedgerCheckAgeSeconds: number | null;
  readonly time: Date;
};

/** Whether the installation works, as far as anybody may know: no names, no numbers of anyone, no secrets. */
export async function checkHealth({ db, now, log }: Services): Promise<Health> {
  const time = now();
  try {
    const { last, ledgers } = await withSystem(db, async (tx) => ({
      last: await lastEnded(tx),
      ledgers: await compared(tx),
    }));
    const stripe = !last ? "unknown" : last.state === "failed" ? "failing" : "ok";
    const isFine = stripe !== "failing" && ledgers.differing === 0;
    return {
      status: isFine ? "ok" : "degraded",
      database: "ok",
      stripe,
      lastSyncAgeSeconds: last?.finishedAt ? secondsBetween(last.finishedAt, time) : null,
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

async function lastEnded(tx: OrgTransaction) {
  const [last] = await tx
    .select({ state: syncRuns.state, finishedAt: syncRuns.finishedAt })
    .from(syncRuns)
    .where(isNotNull(syncRuns.finishedAt))
    .orderBy(desc(sql`${syncRuns.finishedAt}`))
    .limit(1);
  return last;
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
