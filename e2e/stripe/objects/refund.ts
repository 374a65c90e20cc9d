import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { RefundRecord } from "../state";

export function refund(record: RefundRecord): JsonObject {
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
    status: "succeeded",
  });
}
