import { type SQL, sql } from "drizzle-orm";
import type { OrgTransaction } from "@/db/with-org";
import type { AccountScope } from "./account-scope";
import { rowHash, windowStart } from "./ledger-window";
import { lockLedger } from "./lock-ledger";

export type Relinked = {
  readonly id: string;
  readonly currency: string;
  readonly type: string;
  readonly amount: string;
  readonly fee: string;
  readonly net: string;
};

/** What a caller may want to tell of them. */
const toldMax = 200;
const stored = sql.raw("stored");

/**
 * Makes the rows tied to a payout exactly those that Stripe lists for it, and gives some of those it had to change.
 * With `mends` it brings back what had been written before, so the ledger's windows stay as they are.
 */
export async function linkTransactions(
  tx: OrgTransaction,
  scope: AccountScope,
  { stripePayoutId, ids, mends = false }: { stripePayoutId: string; ids: readonly string[]; mends?: boolean },
): Promise<Relinked[]> {
  const { organizationId, connectedAccountId } = scope;
  await lockLedger(tx, scope);
  const ofAccount = sql`organization_id = ${organizationId} and connected_account_id = ${connectedAccountId}`;
  const listed = sql`stripe_balance_txn_id = any(${sql.param(ids)}::text[])`;
  const { rows } = await tx.execute<Relinked>(sql`
    with changed as (
      update balance_transactions as stored
      set stripe_payout_id = case when ${listed} then ${stripePayoutId} end, updated_at = now()
      where ${ofAccount}
        and (${listed} or stripe_payout_id = ${stripePayoutId})
        and stripe_payout_id is distinct from case when ${listed} then ${stripePayoutId} end
      returning stripe_balance_txn_id as id, currency, type, amount, fee, net_amount,
                ${windowStart(stored)} as starts_at, ${rowHash(stored)} as hash
    )${mends ? sql`` : windowsMoved(scope, ofAccount)}
    select id, currency, type, amount::text, fee::text, net_amount::text as net from changed order by id limit ${toldMax}`);
  return rows;
}

function windowsMoved({ organizationId, connectedAccountId }: AccountScope, ofAccount: SQL): SQL {
  return sql`,
    moved as (
      select currency, starts_at, hash from changed
      union all
      select currency, ${windowStart(stored)}, -${rowHash(stored)}
      from balance_transactions as stored
      where ${ofAccount} and stripe_balance_txn_id in (select id from changed)
    ),
    windows as (
      update ledger_windows as kept
      set hash = kept.hash + sums.hash
      from (select currency, starts_at, sum(hash) as hash from moved group by 1, 2) as sums
      where kept.organization_id = ${organizationId}
        and kept.connected_account_id = ${connectedAccountId}
        and kept.currency = sums.currency
        and kept.starts_at = sums.starts_at
    )`;
}
