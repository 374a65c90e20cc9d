import { and, eq } from "drizzle-orm";
import { syncRuns } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { notFound } from "../core/errors";
import { isUuid } from "../core/ids";
import type { SyncRun } from "../core/sync-run";
import { selectRuns, toSyncRun } from "./stored-run";

/** One run by its id. Throws `not_found`, also for a run of another organization. */
export async function getSyncRun(ctx: Context, { id }: { id: string }): Promise<SyncRun> {
  requirePermission(ctx.actor, "transactions:read");
  if (!isUuid(id)) throw notFound();
  const [found] = await withOrg(ctx, (tx) =>
    selectRuns(tx).where(and(eq(syncRuns.organizationId, ctx.organizationId), eq(syncRuns.id, id))),
  );
  if (!found) throw notFound();
  return toSyncRun(found);
}
