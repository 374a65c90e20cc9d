import type Stripe from "stripe";
import { transaction } from "./map-samples";

const seconds = (text: string) => Date.parse(text) / 1000;

// Only the fields we read and those that tell the kind; the whole objects have some hundreds.

/** A guest's payment by card, of which a part came back. */
export const charge = {
  id: "ch_1guest",
  object: "charge",
  amount: 10_000,
  amount_captured: 9_000,
  amount_refunded: 2_500,
  application_fee_amount: 900,
  balance_transaction: "txn_1direct",
  billing_details: { address: null, email: " Buyer@Example.com ", name: "Buyer One", phone: null, tax_id: null },
  captured: true,
  created: seconds("2026-11-22T14:00:03Z"),
  currency: "usd",
  customer: null,
  description: "Order 1001",
  disputed: false,
  failure_code: null,
  payment_intent: "pi_1guest",
  payment_method_details: { type: "card" },
  refunded: false,
  source_transfer: null,
  status: "succeeded",
} as Stripe.Charge;

/** What a connected account sees of a charge on the platform that was destined for it. */
export const destinationCharge = {
  ...charge,
  id: "py_1destination",
  amount_refunded: 0,
  amount_captured: 10_000,
  billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
  customer: null,
  payment_intent: null,
  payment_method_details: { type: "stripe_account" },
  source_transfer: "tr_1destination",
} as Stripe.Charge;

export const refund = {
  id: "re_1failed",
  object: "refund",
  amount: 2_500,
  balance_transaction: "txn_1refund",
  charge: "ch_1guest",
  created: seconds("2026-11-23T09:30:00Z"),
  currency: "usd",
  failure_balance_transaction: "txn_1back",
  failure_reason: "expired_or_canceled_card",
  payment_intent: "pi_1guest",
  reason: "requested_by_customer",
  status: "failed",
} as Stripe.Refund;

export const dispute = {
  id: "du_1open",
  object: "dispute",
  amount: 10_000,
  balance_transactions: [{ ...transaction, id: "txn_1withdrawal", type: "adjustment" }],
  charge: "ch_1guest",
  created: seconds("2026-11-24T08:00:00Z"),
  currency: "usd",
  evidence_details: { due_by: seconds("2026-12-08T23:59:59Z") },
  reason: "fraudulent",
  status: "needs_response",
} as Stripe.Dispute;

export const customer = {
  id: "cus_1ana",
  object: "customer",
  created: seconds("2026-02-01T00:00:00Z"),
  email: "buyer@example.com",
  name: "Buyer One",
} as Stripe.Customer;

export const deletedCustomer: Stripe.DeletedCustomer = { id: "cus_1gone", object: "customer", deleted: true };

/** One monthly price that is whole, and one counted in fractions of a cent. */
export const subscription = {
  id: "sub_1monthly",
  object: "subscription",
  cancel_at: null,
  cancel_at_period_end: true,
  canceled_at: seconds("2026-11-20T10:00:00Z"),
  cancellation_details: { comment: null, feedback: null, reason: "cancellation_requested" },
  created: seconds("2026-02-01T00:00:00Z"),
  currency: "usd",
  customer: "cus_1ana",
  ended_at: null,
  items: { object: "list", has_more: false, url: "/v1/subscription_items", data: [item("seat", "2000", 3), usage()] },
  start_date: seconds("2026-02-03T00:00:00Z"),
  status: "active",
} as unknown as Stripe.Subscription;

function item(name: string, amount: string | null, quantity: number | undefined) {
  return {
    id: `si_1${name}`,
    object: "subscription_item",
    current_period_start: seconds("2026-11-03T00:00:00Z"),
    current_period_end: seconds("2026-12-03T00:00:00Z"),
    price: { id: `price_1${name}`, object: "price", unit_amount_decimal: amount, recurring: { interval: "month" } },
    ...(quantity === undefined ? {} : { quantity }),
  };
}

function usage() {
  return item("usage", "0.000125", undefined);
}
