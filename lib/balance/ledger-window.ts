import { type SQL, sql } from "drizzle-orm";

/**
 * One number of 60 bits for a row of `balance_transactions`, made from everything that Stripe says of it, the payout it
 * is tied to included. The only definition: what is summed as rows are written must be what is summed afterwards.
 */
export function rowHash(row: SQL): SQL {
  // As a row's text, because there a value and its absence, and where one column ends, cannot be mistaken. Moments as
  // numbers, because their text depends on the session's time zone.
  return sql`('x' || substr(md5(row(
    ${row}.stripe_balance_txn_id, ${row}.amount, ${row}.fee, ${row}.net_amount, ${row}.currency, ${row}.type,
    ${row}.reporting_category, ${row}.balance_type, ${row}.source_id, ${row}.description, ${row}.exchange_rate,
    ${row}.fee_details, extract(epoch from ${row}.available_on), extract(epoch from ${row}.created),
    ${row}.stripe_payout_id
  )::text), 1, 15))::bit(60)::bigint`;
}

/** The beginning of the window that a row belongs to: its day of creation in UTC. */
export function windowStart(row: SQL): SQL {
  return sql`date_trunc('day', ${row}.created, 'UTC')`;
}
