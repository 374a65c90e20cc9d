import { and, eq, getTableColumns, type InferSelectModel } from "drizzle-orm";
import { balanceTransactions, connectedAccounts, payouts } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";
import { toCurrency } from "../core/currency";
import { toStripeAccountId } from "../core/ids";
import { statusAt, type Transaction } from "../core/transaction";

type Joined = {
  row: InferSelectModel<typeof balanceTransactions>;
  accountId: string;
  payoutId: string | null;
};

/** Ledger rows with Stripe's id of their account and our id of the payout that carried them. */
export function selectTransactions(tx: OrgTransaction) {
  return tx
    .select({
      row: getTableColumns(balanceTransactions),
      accountId: connectedAccounts.stripeAccountId,
      payoutId: payouts.id,
    })
    .from(balanceTransactions)
    .innerJoin(
      connectedAccounts,
      and(
        eq(connectedAccounts.organizationId, balanceTransactions.organizationId),
        eq(connectedAccounts.id, balanceTransactions.connectedAccountId),
      ),
    )
    .leftJoin(
      payouts,
      and(
        eq(payouts.organizationId, balanceTransactions.organizationId),
        eq(payouts.connectedAccountId, balanceTransactions.connectedAccountId),
        eq(payouts.stripePayoutId, balanceTransactions.stripePayoutId),
      ),
    );
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
