import { type SQL, sql } from "drizzle-orm";
import type { StoredFeeDetail } from "@/db/stored";
import type { OrgTransaction } from "@/db/with-org";
import type { ConnectedAccountId, OrganizationId } from "../core/ids";
import type { StripeTransaction } from "../core/transaction";

export type RecordedCounts = { inserted: number; updated: number; unchanged: number };
export type AccountScope = { organizationId: OrganizationId; connectedAccountId: ConnectedAccountId };

const rowsPerStatementMax = 500;

/**
 * Mirrors ledger rows, by account and Stripe id: new ones are added, changed ones rewritten, equal ones left alone,
 * so that repeating a page writes nothing. Amounts, currency and creation are Stripe's for ever and never rewritten.
 * A row of another organization is out of reach, because the account belongs to one organization only.
 */
export async function recordTransactions(
  tx: OrgTransaction,
  scope: AccountScope,
  rows: readonly StripeTransaction[],
): Promise<RecordedCounts> {
  // One statement may touch a row once only, and taking them in one order keeps two writers from locking each other.
  const byId = new Map(rows.map((row) => [row.stripeBalanceTxnId, row]));
  const sorted = [...byId.values()].sort((a, b) => (a.stripeBalanceTxnId < b.stripeBalanceTxnId ? -1 : 1));
  const counts = { inserted: 0, updated: 0, unchanged: 0 };
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

// `xmax = 0` tells a row just added from one rewritten; a convention of PostgreSQL that the tests pin down.
function upsert({ organizationId, connectedAccountId }: AccountScope, rows: readonly StripeTransaction[]): SQL {
  return sql`
    with written as (
      insert into balance_transactions as stored (
        organization_id, connected_account_id, stripe_balance_txn_id, amount, fee, net_amount, currency, type,
        reporting_category, balance_type, source_id, description, exchange_rate, fee_details, available_on, created
      )
      select ${organizationId}::text, ${connectedAccountId}::uuid, incoming.*
      from unnest(
        ${column(rows, (row) => row.stripeBalanceTxnId)}::text[],
        ${column(rows, (row) => row.amountMinor.toString())}::bigint[],
        ${column(rows, (row) => row.feeMinor.toString())}::bigint[],
        ${column(rows, (row) => row.netMinor.toString())}::bigint[],
        ${column(rows, (row) => row.currency)}::text[],
        ${column(rows, (row) => row.type)}::text[],
        ${column(rows, (row) => row.reportingCategory)}::text[],
        ${column(rows, (row) => row.balanceType)}::text[],
        ${column(rows, (row) => row.sourceId)}::text[],
        ${column(rows, (row) => row.description)}::text[],
        ${column(rows, (row) => row.exchangeRate)}::text[],
        ${column(rows, (row) => JSON.stringify(storedFeeDetails(row)))}::jsonb[],
        ${column(rows, (row) => row.availableOn.toISOString())}::timestamptz[],
        ${column(rows, (row) => row.createdAt.toISOString())}::timestamptz[]
      ) as incoming
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
      returning (xmax = 0) as is_new
    )
    select count(*) filter (where is_new)::int as inserted,
           count(*) filter (where not is_new)::int as updated
    from written`;
}

function column(rows: readonly StripeTransaction[], read: (row: StripeTransaction) => string | null): SQL {
  return sql`${sql.param(rows.map(read))}`;
}

function storedFeeDetails(row: StripeTransaction): StoredFeeDetail[] {
  return row.feeDetails.map(({ minor, ...detail }) => ({ ...detail, minor: minor.toString() }));
}
