import type { PayoutDetail } from "../payouts/get-payout";
import type { Presentable } from "./json";
import { presentPayout } from "./present-payout";
import { presentTransaction } from "./present-transaction";
import type { Presented } from "./route";

/** A payout with its history and the transactions that Stripe ties to it, the first hundred of them. */
export function presentPayoutDetail({ payout, events, transactions, reconciliation }: PayoutDetail): Presented {
  return {
    body: {
      ...presentPayout(payout),
      transactions: transactions.data.map(presentTransaction),
      transactionsPagination: transactions.pagination,
      events: events.map(({ type, at, source, stripeEventId, actor }) => ({
        type,
        at,
        source,
        id: stripeEventId,
        actor,
      })),
      reconciliation: reconciliation && presentReconciliation(reconciliation),
    },
  };
}

function presentReconciliation(reconciliation: NonNullable<PayoutDetail["reconciliation"]>): Presentable {
  const { status, count, sumMinor, differenceMinor, byCategory } = reconciliation;
  return {
    status,
    count,
    sum: sumMinor,
    difference: differenceMinor,
    byCategory: byCategory.map(({ category, count: rows, grossMinor, feeMinor, netMinor }) => ({
      category,
      count: rows,
      gross: grossMinor,
      fee: feeMinor,
      net: netMinor,
    })),
  };
}
