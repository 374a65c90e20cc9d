import { sql } from "drizzle-orm";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { ActiveRun } from "../sync/active-run";

/** Adding up more rows than these after every event would be most of the work. */
const rowsPerEventMax = 50_000;

/** Whether a run leaves the whole of a long ledger to the next one that no event has caused. */
export async function isLeftToSchedule(ctx: Context, run: ActiveRun): Promise<boolean> {
  if (run.trigger !== "webhook") return false;
  const { rows } = await withOrg(ctx, (tx) =>
    tx.execute<{ row_count: number }>(sql`
      select coalesce(sum(row_count), 0)::int as row_count
      from ledger_windows
      where organization_id = ${ctx.organizationId} and connected_account_id = ${run.account.id}`),
  );
  return (rows[0]?.row_count ?? 0) > rowsPerEventMax;
}
