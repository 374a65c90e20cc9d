import type { Transaction } from "../core/transaction";
import type { Presentable } from "./json";

/** A balance transaction. Its payout is named by Stripe's id, which every payout route takes as well. */
export function presentTransaction(transaction: Transaction): Record<string, Presentable> {
  return {
    id: transaction.id,
    stripeBalanceTxnId: transaction.stripeBalanceTxnId,
    accountId: transaction.accountId,
    amount: transaction.amountMinor,
    fee: transaction.feeMinor,
    netAmount: transaction.netMinor,
    currency: transaction.currency,
    type: transaction.type,
    reportingCategory: transaction.reportingCategory,
    balanceType: transaction.balanceType,
    sourceId: transaction.sourceId,
    payoutId: transaction.stripePayoutId,
    description: transaction.description,
    status: transaction.status,
    availableOn: transaction.availableOn,
    created: transaction.createdAt,
    exchangeRate: transaction.exchangeRate,
    feeDetails: transaction.feeDetails.map(({ type, minor, currency, description }) => ({
      type,
      amount: minor,
      currency,
      description,
    })),
    // Stripe's balance transactions have no metadata of their own.
    metadata: {},
  };
}
