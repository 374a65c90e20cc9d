import { resolveAccount } from "../accounts/resolve-account";
import { within } from "../balance/within";
import type { Context } from "../context";
import type { SyncRun, SyncTrigger } from "../core/sync-run";
import { findLatestRun } from "./find-latest-run";
import { syncAccount } from "./sync-account";

export type StartedSync = {
  readonly run: SyncRun;
  /** What still goes on when the run is not complete; settles with it and never rejects. The host must wait for it. */
  readonly rest: Promise<void> | null;
};

/** Callers are promised an answer within three seconds. */
const usualPatienceMs = 2_000;
/** Below what serverless hosts allow; the next call or the schedule goes on from there. */
const budgetMs = 240_000;

/**
 * Starts a sync for somebody who waits, and answers after `patienceMs` at most (two seconds), with the work going on.
 * Throws what {@link syncAccount} throws, as long as it happens before the answer.
 */
export async function startSync(
  ctx: Context,
  { accountId, full }: { accountId?: string; full?: boolean },
  { patienceMs = usualPatienceMs }: { patienceMs?: number } = {},
): Promise<StartedSync> {
  const working = syncAccount(ctx, { accountId, full, trigger: triggerOf(ctx), budgetMs });
  const finished = await within(patienceMs, working);
  if (finished) return { run: finished, rest: null };
  const rest = working.then(
    () => undefined,
    // The answer is out; the run itself says what happened.
    (error: unknown) => ctx.log.error("A sync broke off after it was answered for.", error),
  );
  const account = await resolveAccount(ctx, accountId);
  const run = await findLatestRun(ctx, account);
  return { run: run ?? (await working), rest };
}

function triggerOf({ actor }: Context): SyncTrigger {
  if (actor.kind === "user") return "person";
  if (actor.kind === "apiKey") return "api_key";
  return actor.reason === "webhook" ? "webhook" : "cron";
}
