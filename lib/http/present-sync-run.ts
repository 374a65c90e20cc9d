import { AppError } from "../core/errors";
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

/** Reasons for which trying again soon makes sense. */
const passingReasons = ["no_answer", "rate_limited", "busy", "server_error"];

/**
 * The answer to a wish to sync: done, or under way and to be asked about at its address. Throws `stripe_unavailable`
 * or `stripe_error` for a run that has failed, since what was asked for did not happen.
 */
export function presentSync(run: SyncRun): Presented {
  const body = presentSyncRun(run);
  if (run.state === "running") return { status: acceptedStatus, body, location: `/api/sync/runs/${run.id}` };
  if (run.state === "complete") return { body };
  const isPassing = passingReasons.includes(run.errorCode ?? "");
  throw new AppError(isPassing ? "stripe_unavailable" : "stripe_error", run.errorMessage ?? "The sync failed.", {
    extra: { runId: run.id },
    stripe: { code: run.errorCode, requestId: run.stripeRequestId },
    ...(isPassing ? { retryAfterSeconds: 5 } : {}),
  });
}
