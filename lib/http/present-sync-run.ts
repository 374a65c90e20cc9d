import { rowsSeen, type SyncRun } from "../core/sync-run";
import type { Presentable } from "./json";
import type { Presented } from "./route";

const acceptedStatus = 202;

/** A run with what it has done so far; `cursorDate` is the moment up to which everything has been read. */
export function presentSyncRun(run: SyncRun): Record<string, Presentable> {
  return {
    id: run.id,
    runId: run.id,
    accountId: run.accountId,
    state: run.state,
    complete: run.state === "complete",
    stage: run.stage,
    trigger: run.trigger,
    actor: run.actor,
    full: run.full,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    pages: run.pages,
    requests: run.requests,
    synced: rowsSeen(run),
    inserted: run.inserted,
    updated: run.updated,
    unchanged: run.unchanged,
    reachedAt: run.reachedAt,
    cursorDate: run.syncedUpTo,
    error:
      run.errorCode === null
        ? null
        : { code: run.errorCode, message: run.errorMessage, stripeRequestId: run.stripeRequestId },
  };
}

/** The answer to a wish to sync: done, or under way and to be asked about at its address. */
export function presentSync(run: SyncRun): Presented {
  const body = presentSyncRun(run);
  return run.state === "running" ? { status: acceptedStatus, body, location: `/api/sync/runs/${run.id}` } : { body };
}
