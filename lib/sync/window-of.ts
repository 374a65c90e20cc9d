import { and, eq } from "drizzle-orm";
import { syncWindows } from "@/db/schema";
import type { Context } from "../context";
import type { ActiveRun } from "./active-run";

export type SyncResource = (typeof syncWindows.$inferSelect)["resource"];

/** The condition that names the window of a run's account. */
export function windowOf(ctx: Context, run: ActiveRun, resource: SyncResource) {
  return and(
    eq(syncWindows.organizationId, ctx.organizationId),
    eq(syncWindows.connectedAccountId, run.account.id),
    eq(syncWindows.resource, resource),
  );
}
