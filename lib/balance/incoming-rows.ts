import { type SQL, sql } from "drizzle-orm";
import type { StoredFeeDetail } from "@/db/stored";
import type { StripeTransaction } from "../core/transaction";

/** The columns of a ledger row that Stripe says, in the order of {@link incomingRows}. */
export const saidByStripe = sql.raw(
  `stripe_balance_txn_id, amount, fee, net_amount, currency, type, reporting_category, balance_type, source_id,
   description, exchange_rate, fee_details, available_on, created`,
);

/** Rows of Stripe's as a set that a statement can select from, whatever their texts hold. */
export function incomingRows(rows: readonly StripeTransaction[]): SQL {
  return sql`unnest(
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
  )`;
}

/** A row's fees as they are kept. */
function storedFeeDetails(row: StripeTransaction): StoredFeeDetail[] {
  return row.feeDetails.map(({ minor, ...detail }) => ({ ...detail, minor: minor.toString() }));
}

function column(rows: readonly StripeTransaction[], read: (row: StripeTransaction) => string | null): SQL {
  return sql`${sql.param(rows.map(read))}`;
}
