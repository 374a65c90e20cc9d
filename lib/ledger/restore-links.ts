import { type SQL, sql } from "drizzle-orm";
import type { StoredRepair } from "@/db/stored";
import { withOrg } from "@/db/with-org";
import { linkPayoutTransactions } from "../balance/link-payout-transactions";
import type { Relinked } from "../balance/link-transactions";
import type { Context } from "../context";
import { StripeCallError } from "../stripe/errors";
import { type ActiveRun, writeForRun } from "../sync/active-run";
import { callStripe } from "../sync/call-stripe";
import { compareWindows } from "./compare-windows";
import { recordRepairs } from "./record-repairs";

/** Rows are tied to payouts made after them, the monthly ones included. */
const daysUntilPayout = 45;

/**
 * Ties rows to their payouts again where a tie is lost: first for the payouts whose rows do not sum to nothing any
 * more, then, as long as rows still are not what was written, for every payout that may have carried one of them.
 */
export async function restoreLinks(ctx: Context, run: ActiveRun): Promise<void> {
  const first = await spanOf(ctx, run);
  if (first === null) return;
  await relink(ctx, run, first, await payoutIds(ctx, run, sql`carried.net <> 0`));
  const second = await spanOf(ctx, run);
  if (second === null) return;
  const until = new Date(second.to.getTime() + daysUntilPayout * 86_400_000);
  const isAfter = sql`payouts.created >= ${second.from.toISOString()}::timestamptz
    and payouts.created < ${until.toISOString()}::timestamptz`;
  await relink(ctx, run, second, await payoutIds(ctx, run, isAfter));
}

type Span = { readonly from: Date; readonly to: Date };

/** The time that rows which are not what was written are from; null when there are none. */
async function spanOf(ctx: Context, run: ActiveRun): Promise<Span | null> {
  const scope = { organizationId: ctx.organizationId, connectedAccountId: run.account.id };
  const differing = await compareWindows(ctx, scope, { stayAlive: () => writeForRun(ctx, run, async () => ({})) });
  const days = differing.filter(({ isKept }) => isKept).map(({ startsAt }) => startsAt);
  const [first, last] = [days.at(0), days.at(-1)];
  return first && last ? { from: first, to: new Date(last.getTime() + 86_400_000) } : null;
}

async function payoutIds(ctx: Context, run: ActiveRun, condition: SQL): Promise<string[]> {
  const { rows } = await withOrg(ctx, (tx) =>
    tx.execute<{ id: string }>(sql`
      select payouts.stripe_payout_id as id
      from payouts
      left join (
        select stripe_payout_id, sum(net_amount) as net
        from balance_transactions
        where organization_id = ${ctx.organizationId}
          and connected_account_id = ${run.account.id}
          and stripe_payout_id is not null
        group by 1
      ) as carried on carried.stripe_payout_id = payouts.stripe_payout_id
      where payouts.organization_id = ${ctx.organizationId}
        and payouts.connected_account_id = ${run.account.id}
        and payouts.automatic
        and payouts.reconciliation_status = 'completed'
        and ${condition}
      order by payouts.created`),
  );
  return rows.map(({ id }) => id);
}

async function relink(ctx: Context, run: ActiveRun, span: Span, stripePayoutIds: readonly string[]): Promise<void> {
  for (const stripePayoutId of stripePayoutIds) {
    try {
      await linkPayoutTransactions(ctx, {
        account: run.account,
        stripePayoutId,
        fetchPage: (read) => callStripe(ctx, run, read),
        mended: (tx, rows) => recordRepairs(tx, ctx, run, { ...span, rows: rows.map(repairOf) }),
      });
    } catch (error) {
      // One payout that Stripe refuses to talk about must not keep the others waiting.
      if (!(error instanceof StripeCallError) || error.reason !== "refused") throw error;
      ctx.log.warn("Stripe refused to tell what a payout carried.", { stripePayoutId, code: error.code });
    }
  }
}

function repairOf({ id, ...row }: Relinked): StoredRepair {
  return { id, found: row, now: row, changed: ["payout"] };
}
