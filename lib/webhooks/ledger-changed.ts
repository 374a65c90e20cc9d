import { and, eq, gte } from "drizzle-orm";
import { syncRuns } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { invalidateBalance } from "../balance/invalidate-balance";
import { syncAccount } from "../sync/sync-account";
import type { Delivery, Effect } from "./handler";

/** A delivery must not hold up the others; what a run cannot read in this time, the next one does. */
const budgetMs = 20_000;

/**
 * Reads what is new in the account's ledger. Events come in swarms; one run that began after they were due serves them
 * all. An event that is replayed is due anew, so that it is never served by a run from before.
 */
export async function ledgerChanged(delivery: Delivery): Promise<Effect> {
  const { ctx, account } = delivery;
  invalidateBalance(account.id);
  if (!(await isCovered(delivery))) {
    const run = await syncAccount(ctx, { accountId: account.stripeAccountId, trigger: "webhook", budgetMs });
    if (run.state === "failed") throw new Error(run.errorMessage ?? "The sync failed.");
  }
  return async () => undefined;
}

async function isCovered({ ctx, account, event }: Delivery): Promise<boolean> {
  const runs = await withOrg(ctx, (tx) =>
    tx
      .select({ id: syncRuns.id })
      .from(syncRuns)
      .where(
        and(
          eq(syncRuns.organizationId, ctx.organizationId),
          eq(syncRuns.connectedAccountId, account.id),
          eq(syncRuns.state, "complete"),
          gte(syncRuns.startedAt, event.dueAt),
        ),
      )
      .limit(1),
  );
  return runs.length > 0;
}
