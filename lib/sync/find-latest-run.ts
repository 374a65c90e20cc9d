import { and, desc, eq } from "drizzle-orm";
import { syncRuns } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { Account } from "../core/account";
import type { SyncRun } from "../core/sync-run";
import { selectRuns, toSyncRun } from "./stored-run";

/** The newest run of an account, or null before the first. */
export async function findLatestRun(ctx: Context, account: Account): Promise<SyncRun | null> {
  const [found] = await withOrg(ctx, (tx) =>
    selectRuns(tx)
      .where(and(eq(syncRuns.organizationId, ctx.organizationId), eq(syncRuns.connectedAccountId, account.id)))
      .orderBy(desc(syncRuns.startedAt), desc(syncRuns.fence), desc(syncRuns.id))
      .limit(1),
  );
  return found ? toSyncRun(found) : null;
}
