import { sql } from "drizzle-orm";
import { syncWindows } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";
import type { RecordedCounts } from "../balance/record-transactions";
import type { Context } from "../context";
import type { SyncStage } from "../core/sync-run";
import type { Page, PageRequest, UnreadableRow } from "../stripe/gateway";
import { type ActiveRun, type Progress, writeForRun } from "./active-run";
import { callStripe } from "./call-stripe";
import { openPass, type Pass } from "./open-pass";
import { type SyncResource, windowOf } from "./window-of";

export type Reading<T> = {
  readonly resource: SyncResource;
  readonly nextStage: SyncStage;
  lowerBound(tx: OrgTransaction, watermark: Date): Promise<Date>;
  fetchPage(request: PageRequest): Promise<Page<T>>;
  createdAt(row: T): Date | undefined;
  record(tx: OrgTransaction, rows: readonly T[], fetchedAt: Date): Promise<RecordedCounts>;
};

/** More rows than any account has; a list that never ends must not keep a run for ever. */
const pagesMax = 1_000_000;

/**
 * Reads a resource page by page and keeps each page together with the place it ends at, so that whoever takes the
 * run up again repeats one page at most. Only a pass read to its end moves the watermark.
 */
export async function readPasses<T>(ctx: Context, run: ActiveRun, reading: Reading<T>): Promise<void> {
  for (;;) {
    const pass = await open(ctx, run, reading);
    const isLast = pass.to >= run.startedAt;
    await readPass(ctx, run, reading, pass, isLast);
    // A pass left behind by an earlier run ends at its own beginning; what came since needs one more.
    if (isLast) return;
  }
}

async function open<T>(ctx: Context, run: ActiveRun, { resource, lowerBound }: Reading<T>): Promise<Pass> {
  let pass: Pass | undefined;
  await writeForRun(ctx, run, async (tx) => {
    pass = await openPass(tx, ctx, run, resource, (watermark) => lowerBound(tx, watermark));
    return {};
  });
  if (!pass) throw new Error("The pass was not opened.");
  return pass;
}

async function readPass<T>(
  ctx: Context,
  run: ActiveRun,
  reading: Reading<T>,
  pass: Pass,
  isLast: boolean,
): Promise<void> {
  let cursor = pass.cursor;
  for (let page = 0; page < pagesMax; page++) {
    const fetchedAt = ctx.now();
    const request = { from: pass.from ?? undefined, startingAfter: cursor ?? undefined };
    const { rows, unreadable, hasMore, lastId } = await callStripe(ctx, run, () => reading.fetchPage(request));
    for (const row of unreadable) ctx.log.warn("A row from Stripe cannot be kept exactly.", { ...row });
    const isEnd = !hasMore || lastId === null;
    await writeForRun(ctx, run, async (tx) => {
      const counts = await reading.record(tx, rows, fetchedAt);
      await moveWindow(tx, ctx, run, pass, { cursor: lastId, isEnd, rows: rows.length });
      return progressOf(reading, { rows, unreadable, counts, isDone: isEnd && isLast });
    });
    if (isEnd) return;
    cursor = lastId;
  }
  throw new Error(`The list of ${pass.resource} does not end.`);
}

async function moveWindow(
  tx: OrgTransaction,
  ctx: Context,
  run: ActiveRun,
  pass: Pass,
  { cursor, isEnd, rows }: { cursor: string | null; isEnd: boolean; rows: number },
): Promise<void> {
  const place = isEnd ? { watermark: pass.to, passFrom: null, passTo: null, cursor: null } : { cursor };
  await tx
    .update(syncWindows)
    .set({ ...place, rows: sql`${syncWindows.rows} + ${rows}`, updatedAt: ctx.now() })
    .where(windowOf(ctx, run, pass.resource));
}

function progressOf<T>(
  reading: Reading<T>,
  found: { rows: readonly T[]; unreadable: readonly UnreadableRow[]; counts: RecordedCounts; isDone: boolean },
): Progress {
  const last = found.rows.at(-1);
  return {
    pages: 1,
    ...found.counts,
    reachedAt: last === undefined ? undefined : reading.createdAt(last),
    stage: found.isDone ? reading.nextStage : undefined,
    leftOut: found.unreadable.length > 0 ? leftOutSentence(found.unreadable) : undefined,
  };
}

const namedMax = 3;

function leftOutSentence(unreadable: readonly UnreadableRow[]): string {
  const reasons = unreadable.slice(0, namedMax).map((row) => row.reason);
  const others = unreadable.length - reasons.length;
  const rest = others > 0 ? ` ${others} more on the same page.` : "";
  return `Rows were left out because they cannot be kept exactly: ${reasons.join(" ")}${rest}`;
}
