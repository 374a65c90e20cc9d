import type { Context } from "../context";
import { type ActiveRun, writeForRun } from "../sync/active-run";
import { compareBalance } from "./compare-balance";
import { isLeftToSchedule } from "./is-left-to-schedule";
import { mendLedger } from "./mend-ledger";
import { relistOldest } from "./relist-oldest";

/**
 * The end of a sync: the stored rows against what was written, some old days against Stripe's own list, and the sum of
 * all rows against Stripe's balance.
 */
export async function checkLedger(ctx: Context, run: ActiveRun): Promise<void> {
  if (!(await isLeftToSchedule(ctx, run))) {
    await mendLedger(ctx, run);
    if (run.trigger !== "webhook") await relistOldest(ctx, run);
    await compareBalance(ctx, run);
  }
  await writeForRun(ctx, run, async () => ({ stage: "done" }));
}
