import { type SQL, sql } from "drizzle-orm";

/**
 * True for rows of the ledger that payouts made by hand can consist of. Left out are the rows of such payouts
 * themselves: what went out and what came back when one failed is told by attributing or not attributing to it. Rows of
 * automatic payouts count like any others while Stripe has not tied them to one, so that what is here comes to the
 * balance. `advance` and `advance_funding` only move a part of an instant payout to the days it borrows from.
 * `row` is an alias of `balance_transactions`.
 */
export function isMaterial(row: SQL): SQL {
  return sql`(
    ${row}.balance_type = 'payments'
    and ${row}.net_amount <> 0
    and ${row}.type not in ('advance', 'advance_funding')
    and (
      ${row}.type not in ('payout', 'payout_failure', 'payout_cancel')
      or exists (
        select 1
        from payouts as source
        left join payouts as original
          on original.organization_id = source.organization_id
         and original.connected_account_id = source.connected_account_id
         and original.stripe_payout_id = source.original_payout_id
        where source.organization_id = ${row}.organization_id
          and source.connected_account_id = ${row}.connected_account_id
          and source.stripe_payout_id = ${row}.source_id
          and (source.automatic or original.automatic)
          and ${row}.stripe_payout_id is distinct from ${row}.source_id
      )
    )
  )`;
}
