import { getTableColumns, type InferSelectModel, sql } from "drizzle-orm";
import { balanceTransactions } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";
import { toCurrency } from "../core/currency";
import { toStripeAccountId } from "../core/ids";
import { statusAt, type Transaction } from "../core/transaction";

type Joined = {
  row: InferSelectModel<typeof balanceTransactions>;
  accountId: string;
  payoutId: string | null;
};

/**
 * Ledger rows with Stripe's id of their account and our id of the payout that carried them. Both are looked up for
 * the rows that are given only; joined, the database would look them up for all rows before it cuts the page.
 */
export function selectTransactions(tx: OrgTransaction) {
  return tx
    .select({
      row: getTableColumns(balanceTransactions),
      accountId: sql<string>`(
        select stripe_account_id
        from connected_accounts
        where connected_accounts.organization_id = balance_transactions.organization_id
          and connected_accounts.id = balance_transactions.connected_account_id)`,
      payoutId: sql<string | null>`(
        select id
        from payouts
        where payouts.organization_id = balance_transactions.organization_id
          and payouts.connected_account_id = balance_transactions.connected_account_id
          and payouts.stripe_payout_id = balance_transactions.stripe_payout_id)`,
    })
    .from(balanceTransactions);
}

/** A stored row in our types; whether its money is available follows from `now`. */
export function toTransaction({ row, accountId, payoutId }: Joined, now: Date): Transaction {
  return {
    id: row.id,
    accountId: toStripeAccountId(accountId),
    stripeBalanceTxnId: row.stripeBalanceTxnId,
    amountMinor: row.amount,
    feeMinor: row.fee,
    netMinor: row.netAmount,
    currency: toCurrency(row.currency),
    type: row.type,
    reportingCategory: row.reportingCategory,
    balanceType: row.balanceType,
    sourceId: row.sourceId,
    description: row.description,
    exchangeRate: row.exchangeRate,
    feeDetails: row.feeDetails.map(({ type, minor, currency, description }) => ({
      type,
      minor: BigInt(minor),
      currency: toCurrency(currency),
      description,
    })),
    availableOn: row.availableOn,
    createdAt: row.created,
    status: statusAt(row.availableOn, now),
    payoutId,
    stripePayoutId: row.stripePayoutId,
  };
}
