import { eq } from "drizzle-orm";
import { syncWindows } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";
import type { Context } from "../context";
import type { ActiveRun } from "./active-run";
import { type SyncResource, windowOf } from "./window-of";

/** A reading of one resource from new to old, down to `from` (null: its very beginning). */
export type Pass = {
  readonly resource: SyncResource;
  readonly from: Date | null;
  /** When it began; becomes the watermark once all of it is read. */
  readonly to: Date;
  readonly cursor: string | null;
};

/**
 * The pass under way, or a new one that reaches down to what `lowerBound` makes of the watermark. A pass that an
 * earlier run left behind goes on, unless it does not reach down far enough for a full run.
 */
export async function openPass(
  tx: OrgTransaction,
  ctx: Context,
  run: ActiveRun,
  resource: SyncResource,
  lowerBound: (watermark: Date) => Promise<Date>,
): Promise<Pass> {
  const isWindow = windowOf(ctx, run, resource);
  const [window] = await tx.select().from(syncWindows).where(isWindow).for("update");
  if (window?.passTo && (window.passFrom === null || !run.full)) {
    await tx.update(syncWindows).set({ runId: run.id, updatedAt: ctx.now() }).where(isWindow);
    return { resource, from: window.passFrom, to: window.passTo, cursor: window.cursor };
  }
  const from = run.full || !window?.watermark ? null : await lowerBound(window.watermark);
  const fresh = { passFrom: from, passTo: ctx.now(), cursor: null, runId: run.id, rows: 0n, updatedAt: ctx.now() };
  await tx
    .insert(syncWindows)
    .values({ organizationId: ctx.organizationId, connectedAccountId: run.account.id, resource, ...fresh })
    .onConflictDoUpdate({
      target: [syncWindows.connectedAccountId, syncWindows.resource],
      set: fresh,
      setWhere: eq(syncWindows.organizationId, ctx.organizationId),
    });
  return { resource, from, to: fresh.passTo, cursor: null };
}
