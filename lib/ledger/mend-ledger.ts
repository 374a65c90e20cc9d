import { lockLedger } from "../balance/lock-ledger";
import type { Context } from "../context";
import { type ActiveRun, writeForRun } from "../sync/active-run";
import { compareWindows } from "./compare-windows";
import { rangesOf } from "./ledger-range";
import { restoreLinks } from "./restore-links";
import { rewriteRange } from "./rewrite-range";
import { settleWindows } from "./settle-windows";

/**
 * Finds the days on which stored rows are not what was written, and makes them equal to Stripe's again, with their ties
 * to payouts. Asks Stripe for nothing and writes nothing when there are none. What was written stays noted until
 * all of it is mended, so that a run which breaks off in between is followed by one that finds the rest.
 */
export async function mendLedger(ctx: Context, run: ActiveRun): Promise<void> {
  const scope = { organizationId: ctx.organizationId, connectedAccountId: run.account.id };
  const differing = await compareWindows(ctx, scope, { stayAlive: () => writeForRun(ctx, run, async () => ({})) });
  if (differing.length === 0) return;
  const ranges = rangesOf(differing);
  ctx.log.warn("Stored balance transactions are not what was written; those days are read again.", {
    accountId: run.account.stripeAccountId,
    runId: run.id,
    days: differing.length,
    from: ranges[0]?.from.toISOString(),
    to: ranges.at(-1)?.to.toISOString(),
  });
  for (const range of ranges) await rewriteRange(ctx, run, { ...range, keepsWindows: range.isKept });
  const kept = ranges.filter(({ isKept }) => isKept);
  if (kept.length === 0) return;
  await restoreLinks(ctx, run);
  for (const range of kept) {
    await writeForRun(ctx, run, async (tx) => {
      await lockLedger(tx, scope);
      await settleWindows(tx, scope, { ...range, listedAt: ctx.now() });
      return {};
    });
  }
}
