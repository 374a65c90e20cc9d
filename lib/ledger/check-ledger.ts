import { sql } from "drizzle-orm";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { type ActiveRun, writeForRun } from "../sync/active-run";
import { compareBalance } from "./compare-balance";
import { mendLedger } from "./mend-ledger";
import { relistOldest } from "./relist-oldest";

/** Adding up more rows than these after every event would be most of the work; the next scheduled run does it. */
const rowsPerEventMax = 50_000;

/**
 * The end of a sync: the stored rows against what was written, some old days against Stripe's own list, and the sum of
 * all rows against Stripe's balance.
 */
export async function checkLedger(ctx: Context, run: ActiveRun): Promise<void> {
  if (run.trigger !== "webhook" || (await rowCount(ctx, run)) <= rowsPerEventMax) {
    await mendLedger(ctx, run);
    if (run.trigger !== "webhook") await relistOldest(ctx, run);
    await compareBalance(ctx, run);
  }
  await writeForRun(ctx, run, async () => ({ stage: "done" }));
}

async function rowCount(ctx: Context, run: ActiveRun): Promise<number> {
  const { rows } = await withOrg(ctx, (tx) =>
    tx.execute<{ row_count: number }>(sql`
      select coalesce(sum(row_count), 0)::int as row_count
      from ledger_windows
      where organization_id = ${ctx.organizationId} and connected_account_id = ${run.account.id}`),
  );
  return rows[0]?.row_count ?? 0;
}
