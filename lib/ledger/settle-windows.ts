import { sql } from "drizzle-orm";
import type { OrgTransaction } from "@/db/with-org";
import type { AccountScope } from "../balance/account-scope";
import { rowHash, windowStart } from "../balance/ledger-window";

/** Whole days. `listedAt` is given when all of them were just read from Stripe. */
type Settled = { from: Date; to: Date; listedAt: Date | null };

const stored = sql.raw("stored");

/**
 * Sets the windows of some days to what their rows come to, once the rows are Stripe's. The caller holds the lock of
 * the ledger.
 */
export async function settleWindows(
  tx: OrgTransaction,
  { organizationId, connectedAccountId }: AccountScope,
  { from, to, listedAt }: Settled,
): Promise<void> {
  const [first, end] = [from.toISOString(), to.toISOString()];
  await tx.execute(sql`
    with found as (
      select currency, ${windowStart(stored)} as starts_at, count(*)::int as row_count, sum(amount)::bigint as amount,
             sum(fee)::bigint as fee, sum(net_amount)::bigint as net, sum(${rowHash(stored)}) as hash
      from balance_transactions as stored
      where organization_id = ${organizationId}
        and connected_account_id = ${connectedAccountId}
        and created >= ${first}::timestamptz
        and created < ${end}::timestamptz
      group by 1, 2
    ),
    emptied as (
      delete from ledger_windows as kept
      where organization_id = ${organizationId}
        and connected_account_id = ${connectedAccountId}
        and starts_at >= ${first}::timestamptz
        and starts_at < ${end}::timestamptz
        and not exists (
          select from found where found.currency = kept.currency and found.starts_at = kept.starts_at
        )
    )
    insert into ledger_windows as kept (
      organization_id, connected_account_id, currency, starts_at, row_count, amount, fee, net, hash, listed_at
    )
    select ${organizationId}::text, ${connectedAccountId}::uuid, found.*, ${listedAt?.toISOString() ?? null}::timestamptz
    from found
    on conflict (connected_account_id, currency, starts_at) do update
    set row_count = excluded.row_count, amount = excluded.amount, fee = excluded.fee, net = excluded.net,
        hash = excluded.hash, listed_at = coalesce(excluded.listed_at, kept.listed_at)
    where kept.organization_id = excluded.organization_id`);
}
