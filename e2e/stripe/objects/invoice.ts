import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { InvoiceRecord } from "../state";

export function invoice(record: InvoiceRecord): JsonObject {
  const paid = record.status === "paid" ? record.amount : 0;
  return fill("invoice", {
    id: record.id,
    amount_due: record.amount,
    amount_paid: paid,
    amount_remaining: record.amount - paid,
    attempt_count: record.attempts,
    attempted: record.attempts > 0,
    billing_reason: record.reason,
    collection_method: "charge_automatically",
    created: record.created,
    currency: record.currency,
    customer: record.customer,
    parent: fill("invoice_parent", {
      subscription_details: fill("invoice_parent_subscription_details", { subscription: record.subscription }),
      type: "subscription_details",
    }),
    period_end: record.periodEnd,
    period_start: record.periodStart,
    status: record.status,
    status_transitions: fill("invoice_status_transitions", {
      finalized_at: record.created,
      paid_at: record.paidAt,
      voided_at: record.status === "void" ? record.closedAt : null,
    }),
    subtotal: record.amount,
    total: record.amount,
  });
}
