import { sql } from "drizzle-orm";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import type { SyncDay } from "../core/sync-day";

type DayRow = { day: string; running: number; complete: number; failed: number };

/** How many runs began on each of the last `days` days of the organization's own time zone, oldest first. */
export async function syncDays(ctx: Context, { days }: { days: number }): Promise<SyncDay[]> {
  requirePermission(ctx.actor, "transactions:read");
  const now = ctx.now().toISOString();
  const { rows } = await withOrg(ctx, (tx) =>
    tx.execute<DayRow>(sql`
      select to_char(day, 'YYYY-MM-DD') as day,
             (count(*) filter (where run.state = 'running'))::int as running,
             (count(*) filter (where run.state = 'complete'))::int as complete,
             (count(*) filter (where run.state = 'failed'))::int as failed
      from organizations
      cross join generate_series(
        (${now}::timestamptz at time zone organizations.timezone)::date - ${days - 1}::int,
        (${now}::timestamptz at time zone organizations.timezone)::date,
        interval '1 day'
      ) as day
      left join sync_runs run
             on run.organization_id = ${ctx.organizationId}
            and run.started_at >= day::timestamp at time zone organizations.timezone
            and run.started_at < (day::timestamp + interval '1 day') at time zone organizations.timezone
      where organizations.id = ${ctx.organizationId}
      group by 1
      order by 1`),
  );
  return rows.map(({ day, ...counts }) => ({ on: day, ...counts }));
}
