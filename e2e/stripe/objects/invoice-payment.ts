import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { InvoicePaymentRecord } from "../state";

export function invoicePayment(record: InvoicePaymentRecord): JsonObject {
  return fill("invoice_payment", {
    id: record.id,
    amount_paid: record.status === "paid" ? record.amount : null,
    amount_requested: record.amount,
    created: record.created,
    currency: record.currency,
    invoice: record.invoice,
    is_default: record.status !== "canceled",
    payment: fill("invoice_payment_payment", {
      type: "payment_intent",
      payment_intent: record.paymentIntent,
    }),
    status: record.status,
    status_transitions: fill("invoice_payment_status_transitions", {
      paid_at: record.paidAt,
    }),
  });
}
