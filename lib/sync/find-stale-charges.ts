import { type SQL, sql } from "drizzle-orm";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { ActiveRun } from "./active-run";

/** What one run asks for charge by charge; the next run goes on. */
const chargesMax = 1_000;
/** Every run looks, so what changed longer ago has been asked for. */
const lookBackDays = 7;

/**
 * Stripe's ids of charges last asked for before a change of their refund or dispute was seen. The list of charges is
 * read from their creation on, so it does not come to an old one that was refunded today.
 */
export async function findStaleCharges(ctx: Context, run: ActiveRun): Promise<string[]> {
  const { rows } = await withOrg(ctx, (tx) =>
    tx.execute<{ id: string }>(sql`
      select id from (${changedIn(ctx, run, sql`refunds`)} union ${changedIn(ctx, run, sql`disputes`)}) as stale (id)
      order by id
      limit ${chargesMax}`),
  );
  return rows.map(({ id }) => id);
}

function changedIn(ctx: Context, run: ActiveRun, table: SQL): SQL {
  const since = new Date(run.startedAt.getTime() - lookBackDays * 86_400_000).toISOString();
  return sql`
    select charges.stripe_charge_id
    from ${table} as change
    join charges
      on charges.organization_id = change.organization_id
      and charges.connected_account_id = change.connected_account_id
      and charges.stripe_charge_id = change.stripe_charge_id
    where change.organization_id = ${ctx.organizationId}
      and change.connected_account_id = ${run.account.id}
      and change.updated_at > ${since}::timestamptz
      and change.updated_at > charges.fetched_at`;
}
