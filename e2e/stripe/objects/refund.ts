import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { RefundRecord } from "../state";

export function refund(record: RefundRecord): JsonObject {
  const isOnAccount = record.id.startsWith("pyr_");
  return fill("refund", {
    id: record.id,
    amount: record.amount,
    balance_transaction: record.transaction,
    charge: record.charge,
    created: record.created,
    currency: record.currency,
    metadata: {},
    payment_intent: record.paymentIntent,
    reason: record.reason,
    source_transfer_reversal: isOnAccount ? record.transferReversal : null,
    status: record.status,
    transfer_reversal: isOnAccount ? null : record.transferReversal,
    ...(record.failureTransaction === null
      ? {}
      : { failure_balance_transaction: record.failureTransaction, failure_reason: record.failureReason ?? "unknown" }),
  });
}
