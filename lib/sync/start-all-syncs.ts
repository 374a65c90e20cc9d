import { listAccounts } from "../accounts/list-accounts";
import { within } from "../balance/within";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { AppError } from "../core/errors";
import type { SyncRun } from "../core/sync-run";
import { startSync } from "./start-sync";

export type StartedSyncs = {
  /** The runs known when the answer was given; those of further accounts may follow. */
  readonly runs: readonly SyncRun[];
  /** What still goes on; settles with it and never rejects. The host must wait for it. Null when all is done. */
  readonly rest: Promise<void> | null;
};

/** Somewhat longer than one account's own patience, so that its run can be told. */
const patienceMs = 2_500;
/** Together well below what Stripe allows per second. */
const workersMax = 4;

/**
 * Starts a sync of one account, or of every active one when none is named, for somebody who waits, and answers within
 * three seconds. An account that is being synced keeps its run. Throws `no_connected_account` when there is nothing to
 * sync, and what {@link startSync} throws.
 */
export async function startAllSyncs(
  ctx: Context,
  { accountId, full }: { accountId?: string; full?: boolean },
): Promise<StartedSyncs> {
  requirePermission(ctx.actor, "transactions:sync");
  if (accountId !== undefined) {
    const { run, rest } = await startSync(ctx, { accountId, full });
    return { runs: [run], rest };
  }
  const due = (await listAccounts(ctx)).filter((account) => account.state === "active");
  if (due.length === 0)
    throw new AppError("no_connected_account", "No Stripe account is connected that could be synced.");
  const runs: SyncRun[] = [];
  const work = async () => {
    for (let next = due.shift(); next; next = due.shift()) {
      const { run, rest } = await startSync(ctx, { accountId: next.stripeAccountId, full });
      runs.push(run);
      await rest;
    }
  };
  const working = Promise.all(Array.from({ length: workersMax }, work));
  if (await within(patienceMs, working)) return { runs, rest: null };
  const rest = working.then(
    () => undefined,
    (error: unknown) => ctx.log.error("A sync broke off after it was answered for.", error),
  );
  return { runs: [...runs], rest };
}
