import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { ChargeRecord } from "../state";

/** Every charge here has one payment intent, which says nothing that the charge does not say. */
export function paymentIntent(record: ChargeRecord): JsonObject {
  const status = statusOf(record);
  return fill("payment_intent", {
    id: record.paymentIntent ?? "",
    amount: record.amount,
    amount_capturable: status === "requires_capture" ? record.amount : 0,
    amount_received: status === "succeeded" ? record.amountCaptured : 0,
    application_fee_amount: record.applicationFeeAmount,
    canceled_at: null,
    cancellation_reason: record.isExpired ? "automatic" : null,
    capture_method: record.isCaptured || record.status !== "succeeded" ? "automatic" : "manual",
    confirmation_method: "automatic",
    created: record.created,
    currency: record.currency,
    customer: record.customer,
    description: record.description,
    latest_charge: record.id,
    payment_method: `pm_${record.id.slice(3)}`,
    payment_method_types: [record.method],
    status,
  });
}

function statusOf(record: ChargeRecord): string {
  if (record.status === "failed") return "requires_payment_method";
  if (record.status === "pending") return "processing";
  if (record.isExpired) return "canceled";
  return record.isCaptured ? "succeeded" : "requires_capture";
}
