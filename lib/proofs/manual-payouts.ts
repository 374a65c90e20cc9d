import { sql } from "drizzle-orm";
import type { OrgTransaction } from "@/db/with-org";
import type { AccountScope } from "../balance/account-scope";
import { holdsMoney } from "./payout-statements";

/** A payout made by hand as attribution sees it. Amounts in minor units, moments in milliseconds. */
export type ManualPayout = {
  readonly id: string;
  readonly stripePayoutId: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly createdAt: number;
  readonly isInstant: boolean;
  /** Whether rows are attributed to it: it holds money, and the ledger is complete up to the moment it was made. */
  readonly isTaker: boolean;
  /** Its own row, and what Stripe or the platform kept of the balance beside the amount. */
  readonly ownRowId: string | null;
  readonly fee: bigint;
  /** The automatic payout that Stripe counts this one in, where the account has a schedule as well. */
  readonly carrier: string | null;
  /** What has to be attributed to it altogether; the fee counts against it. */
  readonly need: bigint;
  readonly taken: bigint;
  readonly partCount: number;
  readonly basis: string | null;
};

type Row = {
  id: string;
  stripe_payout_id: string;
  currency: string;
  amount: string;
  created: string;
  is_instant: boolean;
  is_taker: boolean;
  own_row_id: string | null;
  fee: string;
  carrier: string | null;
  taken: string;
  part_count: number;
  basis: string | null;
};

/**
 * The payouts of an account that were not made by its schedule, in the order in which they take from the ledger. Until
 * a reading of the ledger has been finished that began after a payout was made, or while the payout's own row is
 * missing, there may be rows that we do not know, and nothing is attributed to it.
 */
export async function manualPayouts(
  tx: OrgTransaction,
  { organizationId, connectedAccountId }: AccountScope,
): Promise<ManualPayout[]> {
  const { rows } = await tx.execute<Row>(sql`
    select payout.id, payout.stripe_payout_id, payout.currency, payout.amount::text,
           (extract(epoch from payout.created) * 1000)::bigint::text as created,
           payout.method = 'instant' as is_instant,
           coalesce(${holdsMoney(sql.raw("payout"))} and payout.created <= ledger.watermark
             and own.stripe_balance_txn_id is not null and payout.amount + own.fee > 0, false) as is_taker,
           own.stripe_balance_txn_id as own_row_id, coalesce(own.fee, 0)::text as fee, own.stripe_payout_id as carrier,
           coalesce(part.amount, 0)::text as taken, coalesce(part.row_count, 0) as part_count, kept.hash as basis
    from payouts as payout
    left join sync_windows as ledger
      on ledger.organization_id = ${organizationId}
     and ledger.connected_account_id = ${connectedAccountId}
     and ledger.resource = 'balance_transactions'
    left join balance_transactions as own
      on own.organization_id = ${organizationId}
     and own.connected_account_id = ${connectedAccountId}
     and own.stripe_balance_txn_id = payout.balance_transaction_id
    left join payout_reconciliations as kept
      on kept.organization_id = ${organizationId} and kept.payout_id = payout.id
    left join (
      select payout_id, sum(amount) as amount, count(*)::int as row_count
      from payout_allocations
      where organization_id = ${organizationId} and connected_account_id = ${connectedAccountId}
      group by payout_id
    ) as part on part.payout_id = payout.id
    where payout.organization_id = ${organizationId}
      and payout.connected_account_id = ${connectedAccountId}
      and not payout.automatic
    order by payout.created, payout.stripe_payout_id collate "C"`);
  return rows.map((row) => ({
    id: row.id,
    stripePayoutId: row.stripe_payout_id,
    currency: row.currency,
    amount: BigInt(row.amount),
    createdAt: Number(row.created),
    isInstant: row.is_instant,
    isTaker: row.is_taker,
    ownRowId: row.own_row_id,
    fee: BigInt(row.fee),
    carrier: row.carrier,
    need: BigInt(row.amount),
    taken: BigInt(row.taken),
    partCount: row.part_count,
    basis: row.basis,
  }));
}
