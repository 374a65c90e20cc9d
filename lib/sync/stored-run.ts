import { and, eq, type InferSelectModel } from "drizzle-orm";
import { connectedAccounts, syncRuns } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";
import { toStripeAccountId } from "../core/ids";
import { type SyncRun, syncStages } from "../core/sync-run";

/** Runs with Stripe's id of their account. */
export function selectRuns(tx: OrgTransaction) {
  return tx
    .select({ run: syncRuns, accountId: connectedAccounts.stripeAccountId })
    .from(syncRuns)
    .innerJoin(
      connectedAccounts,
      and(
        eq(connectedAccounts.organizationId, syncRuns.organizationId),
        eq(connectedAccounts.id, syncRuns.connectedAccountId),
      ),
    );
}

/** A stored run in our types. */
export function toSyncRun({ run, accountId }: { run: InferSelectModel<typeof syncRuns>; accountId: string }): SyncRun {
  return {
    id: run.id,
    accountId: toStripeAccountId(accountId),
    trigger: run.trigger,
    actor: run.actor,
    full: run.full,
    state: run.state,
    stage: syncStages.find((stage) => stage === run.stage) ?? "account",
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    pages: run.pages,
    requests: run.requests,
    inserted: run.inserted,
    updated: run.updated,
    unchanged: run.unchanged,
    reachedAt: run.reachedAt,
    syncedUpTo: run.state === "complete" ? run.startedAt : null,
    errorCode: run.errorCode,
    errorMessage: run.errorMessage,
    stripeRequestId: run.stripeRequestId,
  };
}
