import { sql } from "drizzle-orm";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { ActiveRun } from "../sync/active-run";
import { rangesOf } from "./ledger-range";
import { rewriteRange } from "./rewrite-range";

/** Once a night, and some of the runs come a little early. */
const restHours = 20;
const daysMax = 31;
const rowsMax = 3_000;

/**
 * Reads the days again that Stripe was asked for longest ago, some every night, so that in time every row is compared
 * with Stripe's own whether or not anything seems amiss. Does nothing when the last night's reading is less than a night ago.
 */
export async function relistOldest(ctx: Context, run: ActiveRun): Promise<void> {
  let rows = 0;
  const days = (await oldest(ctx, run)).filter((day, index) => {
    rows += day.rows;
    return index === 0 || rows <= rowsMax;
  });
  for (const range of rangesOf(days)) await rewriteRange(ctx, run, { ...range, keepsWindows: false });
}

async function oldest(ctx: Context, run: ActiveRun): Promise<{ startsAt: Date; rows: number; isKept: true }[]> {
  const before = new Date(ctx.now().getTime() - restHours * 3_600_000).toISOString();
  const { rows } = await withOrg(ctx, (tx) =>
    tx.execute<{ starts_at: string; row_count: number }>(sql`
      select starts_at, row_count
      from ledger_windows
      where organization_id = ${ctx.organizationId}
        and connected_account_id = ${run.account.id}
        and not exists (
          select from ledger_windows as listed
          where listed.organization_id = ${ctx.organizationId}
            and listed.connected_account_id = ${run.account.id}
            and listed.listed_at > ${before}::timestamptz
        )
        and exists (
          select from sync_runs
          where sync_runs.organization_id = ${ctx.organizationId}
            and sync_runs.connected_account_id = ${run.account.id}
            and sync_runs.state = 'complete'
            and sync_runs.finished_at <= ${before}::timestamptz
        )
      order by listed_at nulls first, starts_at, currency
      limit ${daysMax}`),
  );
  return rows.map((row) => ({ startsAt: new Date(row.starts_at), rows: row.row_count, isKept: true }));
}
