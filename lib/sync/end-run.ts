import { and, eq, sql } from "drizzle-orm";
import { syncRuns, syncWindows } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { ActiveRun } from "./active-run";

export type RunEnd =
  | { readonly kind: "complete" }
  /** Stays to be taken up by whoever comes next. */
  | { readonly kind: "paused" }
  | {
      readonly kind: "failed";
      readonly code: string;
      readonly message: string;
      readonly stripeRequestId: string | null;
      /** Whether the next run may go on where this one stood; not after a refusal, which would only come again. */
      readonly keepsPlace: boolean;
    };

/** Lets go of a run. Does nothing when somebody else has taken it over. */
export async function endRun(ctx: Context, run: ActiveRun, end: RunEnd): Promise<void> {
  await withOrg(ctx, async (tx) => {
    const [mine] = await tx
      .update(syncRuns)
      .set({ requests: sql`${syncRuns.requests} + ${run.requests}`, leaseUntil: sql`now()`, ...changesOf(ctx, end) })
      .where(
        and(
          eq(syncRuns.organizationId, ctx.organizationId),
          eq(syncRuns.id, run.id),
          eq(syncRuns.fence, run.fence),
          eq(syncRuns.state, "running"),
        ),
      )
      .returning({ id: syncRuns.id });
    run.requests = 0;
    if (!mine || end.kind !== "failed" || end.keepsPlace) return;
    await tx
      .update(syncWindows)
      .set({ passFrom: null, passTo: null, cursor: null, updatedAt: ctx.now() })
      .where(
        and(eq(syncWindows.organizationId, ctx.organizationId), eq(syncWindows.connectedAccountId, run.account.id)),
      );
  });
}

function changesOf(ctx: Context, end: RunEnd) {
  if (end.kind === "paused") return {};
  if (end.kind === "complete") return { state: "complete" as const, finishedAt: ctx.now() };
  return {
    state: "failed" as const,
    finishedAt: ctx.now(),
    errorCode: end.code,
    errorMessage: end.message,
    stripeRequestId: end.stripeRequestId,
  };
}
