import { type SQL, sql } from "drizzle-orm";

/**
 * True for a payout that money of the ledger went into and stayed out with: neither failed nor canceled nor taken back
 * by a reversal. A reversal that came to nothing itself took nothing back. `payout` is an alias of `payouts`.
 */
export function holdsMoney(payout: SQL): SQL {
  return sql`(
    ${payout}.amount > 0
    and ${payout}.status not in ('failed', 'canceled')
    and not exists (
      select 1
      from payouts as reversal
      where reversal.organization_id = ${payout}.organization_id
        and reversal.connected_account_id = ${payout}.connected_account_id
        and reversal.original_payout_id = ${payout}.stripe_payout_id
        and reversal.status not in ('failed', 'canceled')
    )
    and (
      ${payout}.reversed_by_id is null
      or exists (
        select 1
        from payouts as reversal
        where reversal.organization_id = ${payout}.organization_id
          and reversal.connected_account_id = ${payout}.connected_account_id
          and reversal.stripe_payout_id = ${payout}.reversed_by_id
      )
    )
  )`;
}

/**
 * True for the row that takes a payout's own amount out of the balance, which is not among what the payout is made of.
 * A minimum balance that is held back names the payout as its source too, and is.
 */
export function isOwnRow(row: SQL, payout: SQL): SQL {
  return sql`(
    ${row}.stripe_balance_txn_id is not distinct from ${payout}.balance_transaction_id
    or (${row}.type = 'payout' and ${row}.source_id is not distinct from ${payout}.stripe_payout_id)
  )`;
}
