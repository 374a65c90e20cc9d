import { and, eq } from "drizzle-orm";
import { syncRuns } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { SyncRun } from "../core/sync-run";
import { selectRuns, toSyncRun } from "./stored-run";

/** A run that is known to exist, as it stands now. */
export async function findRun(ctx: Context, id: string): Promise<SyncRun> {
  const [found] = await withOrg(ctx, (tx) =>
    selectRuns(tx).where(and(eq(syncRuns.organizationId, ctx.organizationId), eq(syncRuns.id, id))),
  );
  if (!found) throw new Error("The sync run is gone.");
  return toSyncRun(found);
}
