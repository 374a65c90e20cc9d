import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { ReversalRecord, TransferRecord } from "../state";

export function transfer(record: TransferRecord): JsonObject {
  const reversed = record.reversals.reduce((sum, reversal) => sum + reversal.amount, 0);
  return fill("transfer", {
    id: record.id,
    amount: record.amount,
    amount_reversed: reversed,
    balance_transaction: record.transaction,
    created: record.created,
    currency: record.currency,
    destination: record.destination,
    ...(record.destinationPayment === null ? {} : { destination_payment: record.destinationPayment }),
    reversals: {
      object: "list",
      data: record.reversals.map((reversal) => transferReversal(record, reversal)),
      has_more: false,
      url: `/v1/transfers/${record.id}/reversals`,
    },
    reversed: record.amount > 0 && reversed === record.amount,
    source_transaction: record.charge,
    source_type: "card",
  });
}

function transferReversal(record: TransferRecord, reversal: ReversalRecord): JsonObject {
  return fill("transfer_reversal", {
    id: reversal.id,
    amount: reversal.amount,
    balance_transaction: reversal.transaction,
    created: reversal.created,
    currency: record.currency,
    destination_payment_refund: reversal.paymentRefund,
    metadata: {},
    source_refund: reversal.refund,
    transfer: record.id,
  });
}
