import { and, desc, eq, sql } from "drizzle-orm";
import { syncRuns } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { resolveAccount } from "../accounts/resolve-account";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import type { ListSyncRunsInput } from "../core/list-input";
import { type Page, pageOf } from "../core/page";
import type { SyncRun } from "../core/sync-run";
import { selectRuns, toSyncRun } from "./stored-run";

/** A page of sync runs, newest first. Throws `not_found` for an account that is not the organization's. */
export async function listSyncRuns(
  ctx: Context,
  { limit, offset, accountId }: ListSyncRunsInput,
): Promise<Page<SyncRun>> {
  requirePermission(ctx.actor, "transactions:read");
  const account = accountId === undefined ? null : await resolveAccount(ctx, accountId);
  const isAsked = and(
    eq(syncRuns.organizationId, ctx.organizationId),
    account === null ? undefined : eq(syncRuns.connectedAccountId, account.id),
  );
  const { rows, total } = await withOrg(ctx, async (tx) => {
    const rows = await selectRuns(tx)
      .where(isAsked)
      .orderBy(desc(syncRuns.startedAt), desc(syncRuns.id))
      .limit(limit + 1)
      .offset(offset);
    const [counted] = await tx.select({ total: sql<number>`count(*)::int` }).from(syncRuns).where(isAsked);
    return { rows, total: counted?.total ?? 0 };
  });
  return pageOf({ rows: rows.map(toSyncRun), limit, offset, total });
}
