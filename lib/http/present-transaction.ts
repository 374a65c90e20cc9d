import type { TransactionPage } from "../balance/list-transactions";
import type { Transaction } from "../core/transaction";
import type { Presentable } from "./json";
import { presentPage } from "./present-page";
import type { Presented } from "./route";

/** A page of balance transactions, with sums over the whole filter, one per currency. */
export function presentTransactions(page: TransactionPage): Presented {
  const totals = page.totals.map(({ currency, count, amountMinor, feeMinor, netMinor }) => ({
    currency,
    count,
    amount: amountMinor,
    fee: feeMinor,
    netAmount: netMinor,
  }));
  return presentPage(page, presentTransaction, { totals });
}

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
