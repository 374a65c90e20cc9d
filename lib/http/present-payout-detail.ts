import type { PayoutDetail } from "../payouts/get-payout";
import { presentPayout, presentProof } from "./present-payout";
import { presentTransaction } from "./present-transaction";
import type { Presented } from "./route";

/** A payout with its history and the transactions it is made of, the first hundred of them. */
export function presentPayoutDetail({ payout, events, transactions, categories }: PayoutDetail): Presented {
  return {
    body: {
      ...presentPayout(payout),
      transactions: transactions.data.map((transaction) => ({
        ...presentTransaction(transaction),
        attributedAmount: transaction.attributedMinor,
      })),
      transactionsPagination: transactions.pagination,
      events: events.map(({ type, at, source, stripeEventId, actor }) => ({
        type,
        at,
        source,
        id: stripeEventId,
        actor,
      })),
      reconciliation: payout.proof && {
        ...presentProof(payout, payout.proof),
        byCategory: categories.map(({ category, count, grossMinor, feeMinor, netMinor }) => ({
          category,
          count,
          gross: grossMinor,
          fee: feeMinor,
          net: netMinor,
        })),
      },
    },
  };
}
