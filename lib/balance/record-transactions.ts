import { type SQL, sql } from "drizzle-orm";
import type { OrgTransaction } from "@/db/with-org";
import type { StripeTransaction } from "../core/transaction";
import type { AccountScope } from "./account-scope";
import { incomingRows, saidByStripe } from "./incoming-rows";
import { rowHash, windowStart } from "./ledger-window";
import { lockLedger } from "./lock-ledger";

export type RecordedCounts = { inserted: number; updated: number; unchanged: number };

const rowsPerStatementMax = 500;

/**
 * Mirrors ledger rows, by account and Stripe id: new ones are added, changed ones rewritten, equal ones left alone,
 * so that repeating a page writes nothing. Amounts, currency and creation are Stripe's for ever and never rewritten.
 * The windows of the ledger move by what was written less what stood there before, and so keep in mind what a row that
 * somebody changed by hand had been. A row of another organization is out of reach, because the account belongs to one
 * organization only.
 */
export async function recordTransactions(
  tx: OrgTransaction,
  scope: AccountScope,
  rows: readonly StripeTransaction[],
): Promise<RecordedCounts> {
  // One statement may touch a row once only.
  const byId = new Map(rows.map((row) => [row.stripeBalanceTxnId, row]));
  const sorted = [...byId.values()].sort((a, b) => (a.stripeBalanceTxnId < b.stripeBalanceTxnId ? -1 : 1));
  const counts = { inserted: 0, updated: 0, unchanged: 0 };
  if (sorted.length > 0) await lockLedger(tx, scope);
  for (let start = 0; start < sorted.length; start += rowsPerStatementMax) {
    const part = sorted.slice(start, start + rowsPerStatementMax);
    const {
      rows: [written],
    } = await tx.execute<{ inserted: number; updated: number }>(upsert(scope, part));
    if (!written) throw new Error("The count of written rows is missing.");
    counts.inserted += written.inserted;
    counts.updated += written.updated;
    counts.unchanged += part.length - written.inserted - written.updated;
  }
  return counts;
}

const stored = sql.raw("stored");

// `xmax = 0` tells a row just added from one rewritten; a convention of PostgreSQL that the tests pin down. `replaced`
// sees the rows as they were before the statement, whichever of its parts runs first.
function upsert({ organizationId, connectedAccountId }: AccountScope, rows: readonly StripeTransaction[]): SQL {
  return sql`
    with written as (
      insert into balance_transactions as stored (organization_id, connected_account_id, ${saidByStripe})
      select ${organizationId}::text, ${connectedAccountId}::uuid, incoming.*
      from ${incomingRows(rows)} as incoming
      on conflict (connected_account_id, stripe_balance_txn_id) do update
      set type = excluded.type,
          reporting_category = excluded.reporting_category,
          balance_type = excluded.balance_type,
          source_id = excluded.source_id,
          description = excluded.description,
          exchange_rate = excluded.exchange_rate,
          fee_details = excluded.fee_details,
          available_on = excluded.available_on,
          updated_at = now()
      where stored.organization_id = excluded.organization_id
        and (stored.type, stored.reporting_category, stored.balance_type, stored.source_id, stored.description,
             stored.exchange_rate, stored.fee_details, stored.available_on)
          is distinct from
            (excluded.type, excluded.reporting_category, excluded.balance_type, excluded.source_id,
             excluded.description, excluded.exchange_rate, excluded.fee_details, excluded.available_on)
      returning stripe_balance_txn_id, currency, ${windowStart(stored)} as starts_at, amount, fee, net_amount,
                ${rowHash(stored)} as hash, (xmax = 0) as is_new
    ),
    replaced as (
      select currency, ${windowStart(stored)} as starts_at, amount, fee, net_amount, ${rowHash(stored)} as hash
      from balance_transactions as stored
      where organization_id = ${organizationId}
        and connected_account_id = ${connectedAccountId}
        and stripe_balance_txn_id in (select stripe_balance_txn_id from written where not is_new)
    ),
    moved as (
      select currency, starts_at, 1 as row_count, amount, fee, net_amount, hash from written
      union all
      select currency, starts_at, -1, -amount, -fee, -net_amount, -hash from replaced
    ),
    windows as (
      insert into ledger_windows as kept (
        organization_id, connected_account_id, currency, starts_at, row_count, amount, fee, net, hash
      )
      select ${organizationId}::text, ${connectedAccountId}::uuid, currency, starts_at, sum(row_count)::int,
             sum(amount)::bigint, sum(fee)::bigint, sum(net_amount)::bigint, sum(hash)
      from moved
      group by currency, starts_at
      on conflict (connected_account_id, currency, starts_at) do update
      set row_count = kept.row_count + excluded.row_count,
          amount = kept.amount + excluded.amount,
          fee = kept.fee + excluded.fee,
          net = kept.net + excluded.net,
          hash = kept.hash + excluded.hash
      where kept.organization_id = excluded.organization_id
    )
    select count(*) filter (where is_new)::int as inserted,
           count(*) filter (where not is_new)::int as updated
    from written`;
}
