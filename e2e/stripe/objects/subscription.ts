import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { ItemRecord, SubscriptionRecord } from "../state";

export function subscription(record: SubscriptionRecord): JsonObject {
  return fill("subscription", {
    id: record.id,
    billing_cycle_anchor: record.anchor,
    cancel_at: record.cancelAt,
    cancel_at_period_end: record.cancelAtPeriodEnd,
    canceled_at: record.canceledAt,
    cancellation_details: fill("subscription_cancellation_details", { reason: record.endReason }),
    collection_method: "charge_automatically",
    created: record.created,
    currency: record.currency,
    customer: record.customer,
    ended_at: record.endedAt,
    items: {
      object: "list",
      data: record.items.map((item) => subscriptionItem(record, item)),
      has_more: false,
      total_count: record.items.length,
      url: `/v1/subscription_items?subscription=${record.id}`,
    },
    latest_invoice: record.latestInvoice,
    start_date: record.created,
    status: record.status,
    trial_end: record.trialEnd,
    trial_start: record.trialEnd === null ? null : record.created,
  });
}

function subscriptionItem(record: SubscriptionRecord, item: ItemRecord): JsonObject {
  return fill("subscription_item", {
    id: item.id,
    created: record.created,
    current_period_end: record.periodEnd,
    current_period_start: record.periodStart,
    plan: planOf(record, item),
    price: priceOf(record, item),
    quantity: item.quantity,
    subscription: record.id,
  });
}

function priceOf(
  { created, currency, interval }: SubscriptionRecord,
  { price, product, amount }: ItemRecord,
): JsonObject {
  return fill("price", {
    id: price,
    active: true,
    billing_scheme: "per_unit",
    created,
    currency,
    product,
    recurring: fill("price_recurring", { interval, interval_count: 1 }),
    type: "recurring",
    unit_amount: amount,
    unit_amount_decimal: String(amount),
  });
}

/** The older form of the price, which Stripe still sends beside it. */
function planOf(
  { created, currency, interval }: SubscriptionRecord,
  { price, product, amount }: ItemRecord,
): JsonObject {
  return fill("plan", {
    id: price,
    active: true,
    amount,
    amount_decimal: String(amount),
    billing_scheme: "per_unit",
    created,
    currency,
    interval,
    interval_count: 1,
    product,
    usage_type: "licensed",
  });
}
