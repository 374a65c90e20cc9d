import { sql } from "drizzle-orm";
import type { OrgTransaction } from "@/db/with-org";
import type { Context } from "../context";
import { isOwnRow } from "../proofs/payout-statements";
import type { PayoutRecord } from "./stored-payout";

/** Rows of one reporting category of Stripe's, in minor units of the payout's currency. */
export type PayoutCategory = {
  readonly category: string;
  readonly count: number;
  readonly grossMinor: bigint;
  readonly feeMinor: bigint;
  readonly netMinor: bigint;
};

type Row = { category: string; count: number; gross: string; fee: string; net: string };

/**
 * What a payout is made of by reporting category: of an automatic one the rows that Stripe ties to it, of one made by
 * hand what is attributed to it. A row shared by several payouts brings its fee into the first of them.
 */
export async function sumPayoutCategories(
  tx: OrgTransaction,
  ctx: Context,
  payout: PayoutRecord,
): Promise<PayoutCategory[]> {
  const { rows } = await tx.execute<Row>(payout.automatic ? linked(ctx, payout) : attributed(ctx, payout));
  return rows.map(({ category, count, gross, fee, net }) => ({
    category,
    count,
    grossMinor: BigInt(gross),
    feeMinor: BigInt(fee),
    netMinor: BigInt(net),
  }));
}

function linked({ organizationId }: Context, { connectedAccountId, id }: PayoutRecord) {
  return sql`
    select txn.reporting_category as category, count(*)::int as count, sum(txn.amount)::text as gross,
           sum(txn.fee)::text as fee, sum(txn.net_amount)::text as net
    from payouts as payout
    join balance_transactions as txn
      on txn.organization_id = payout.organization_id
     and txn.connected_account_id = payout.connected_account_id
     and txn.stripe_payout_id = payout.stripe_payout_id
     and txn.currency = payout.currency
    where payout.organization_id = ${organizationId}
      and payout.connected_account_id = ${connectedAccountId}
      and payout.id = ${id}
      and not ${isOwnRow(sql.raw("txn"), sql.raw("payout"))}
    group by 1
    order by 1`;
}

function attributed({ organizationId }: Context, { connectedAccountId, id }: PayoutRecord) {
  return sql`
    select category, count(*)::int as count, sum(net + fee)::text as gross, sum(fee)::text as fee, sum(net)::text as net
    from (
      select case when txn.source_id = payout.stripe_payout_id then 'fee' else txn.reporting_category end as category,
             part.amount as net,
             case when txn.source_id = payout.stripe_payout_id then txn.fee
                  when exists (
                    select 1
                    from payout_allocations as other
                    join payouts as earlier on earlier.organization_id = other.organization_id
                                           and earlier.id = other.payout_id
                    where other.organization_id = ${organizationId}
                      and other.connected_account_id = ${connectedAccountId}
                      and other.stripe_balance_txn_id = part.stripe_balance_txn_id
                      and (earlier.created, earlier.stripe_payout_id collate "C")
                          < (payout.created, payout.stripe_payout_id collate "C")
                  ) then 0
                  else txn.fee end as fee
      from payouts as payout
      join payout_allocations as part
        on part.organization_id = payout.organization_id and part.payout_id = payout.id
      join balance_transactions as txn
        on txn.organization_id = payout.organization_id
       and txn.connected_account_id = payout.connected_account_id
       and txn.stripe_balance_txn_id = part.stripe_balance_txn_id
      where payout.organization_id = ${organizationId}
        and payout.connected_account_id = ${connectedAccountId}
        and payout.id = ${id}
    ) as parts
    group by 1
    order by 1`;
}
