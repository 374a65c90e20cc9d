import { and, eq, type SQL, sql } from "drizzle-orm";
import { syncRuns } from "@/db/schema";
import { type OrgTransaction, withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { Account } from "../core/account";
import type { SyncStage, SyncTrigger } from "../core/sync-run";

/** A run this process holds, with what it has not written down yet. */
export type ActiveRun = {
  readonly id: string;
  readonly fence: number;
  readonly full: boolean;
  /** What made this process work on it, which may have been begun by something else. */
  readonly trigger: SyncTrigger;
  readonly stage: string;
  readonly startedAt: Date;
  readonly account: Account;
  /** Moment of `performance.now()` at which to stop; null for no limit. */
  readonly deadline: number | null;
  /** Calls to Stripe since the last write to the run. */
  requests: number;
};

/** Somebody else has taken the run over; whatever this process still has in hand must not be written. */
export class RunLostError extends Error {}

/** The time given for this run is over; it can be taken up again where it stands. */
export class OutOfTimeError extends Error {}

/** By the database's clock, which all holders share. Longer than a slow call to Stripe with its repeats. */
export const leaseEnd: SQL = sql`now() + interval '75 seconds'`;

export type Progress = {
  pages?: number;
  inserted?: number;
  updated?: number;
  unchanged?: number;
  reachedAt?: Date;
  stage?: SyncStage;
  /** A sentence about rows that had to be left out. */
  leftOut?: string;
  /** A sentence about a list that Stripe did not let us read. */
  refused?: string;
};

/** Enough for a few sentences; every page of a long list may have one. */
const notesMaxLength = 2_000;

/** What was noted first stays, so a page of rows cannot hide that the balance is missing. Nothing is said twice. */
function withNote(note: string): SQL {
  const noted = syncRuns.errorMessage;
  return sql`case
    when ${noted} is null then ${note}::text
    when position(${note}::text in ${noted}) > 0 or length(${noted}) + length(${note}::text) > ${notesMaxLength}::int
      then ${noted}
    else ${noted} || ' ' || ${note}::text end`;
}

/**
 * Writes for a run in one transaction, with what was reached, only while this process still holds it. The row stays
 * locked until the end, so nobody can take the run over in between. Throws RunLostError.
 */
export async function writeForRun(
  ctx: Context,
  run: ActiveRun,
  work: (tx: OrgTransaction) => Promise<Progress>,
): Promise<void> {
  const { requests } = run;
  await withOrg(ctx, async (tx) => {
    const isHeld = and(
      eq(syncRuns.organizationId, ctx.organizationId),
      eq(syncRuns.id, run.id),
      eq(syncRuns.fence, run.fence),
      eq(syncRuns.state, "running"),
    );
    const [mine] = await tx.select({ id: syncRuns.id }).from(syncRuns).where(isHeld).for("update");
    if (!mine) throw new RunLostError("Another process has taken this sync over.");
    const { pages = 0, inserted = 0, updated = 0, unchanged = 0, reachedAt, stage, leftOut, refused } = await work(tx);
    const note = leftOut ?? refused;
    const code = leftOut ? "unreadable_rows" : "list_refused";
    await tx
      .update(syncRuns)
      .set({
        leaseUntil: leaseEnd,
        requests: sql`${syncRuns.requests} + ${requests}`,
        pages: sql`${syncRuns.pages} + ${pages}`,
        inserted: sql`${syncRuns.inserted} + ${inserted}`,
        updated: sql`${syncRuns.updated} + ${updated}`,
        unchanged: sql`${syncRuns.unchanged} + ${unchanged}`,
        ...(reachedAt ? { reachedAt } : {}),
        ...(stage ? { stage } : {}),
        ...(note
          ? { errorCode: sql`coalesce(${syncRuns.errorCode}, ${code}::text)`, errorMessage: withNote(note) }
          : {}),
      })
      .where(isHeld);
  });
  run.requests -= requests;
}
