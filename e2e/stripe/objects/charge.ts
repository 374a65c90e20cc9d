import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { ChargeRecord } from "../state";

export function charge(record: ChargeRecord): JsonObject {
  const succeeded = record.status === "succeeded";
  const captured = record.status !== "failed";
  return fill("charge", {
    id: record.id,
    amount: record.amount,
    amount_captured: captured ? record.amount : 0,
    amount_refunded: record.amountRefunded,
    application_fee: record.applicationFee,
    application_fee_amount: record.applicationFeeAmount,
    balance_transaction: record.transaction,
    billing_details: fill("charge_billing_details", { email: record.email, name: record.name }),
    captured,
    created: record.created,
    currency: record.currency,
    customer: record.customer,
    description: record.description,
    disputed: record.disputed,
    failure_balance_transaction: record.failureTransaction,
    failure_code: record.failureCode,
    failure_message: record.failureCode === null ? null : "The bank returned the payment.",
    fraud_details: {},
    outcome: fill("charge_outcome", {
      network_status: succeeded ? "approved_by_network" : "not_sent_to_network",
      risk_level: "normal",
      seller_message: succeeded ? "Payment complete." : "Payment not complete.",
      type: succeeded ? "authorized" : "pending",
    }),
    paid: succeeded,
    payment_intent: record.paymentIntent,
    payment_method: `pm_${record.id.slice(3)}`,
    payment_method_details: methodDetails(record),
    refunded: record.amountRefunded === record.amount,
    source: null,
    status: record.status,
  });
}

function methodDetails(record: ChargeRecord): JsonObject {
  if (record.method === "us_bank_account") {
    const bank = fill("charge_payment_method_details_us_bank_account", { bank_name: "Test Bank", last4: record.last4 });
    return { type: "us_bank_account", us_bank_account: bank };
  }
  const card = fill("charge_payment_method_details_card", {
    brand: record.brand,
    country: "US",
    exp_month: 12,
    exp_year: 2030,
    funding: "credit",
    last4: record.last4,
    network: record.brand,
  });
  return { type: "card", card };
}

const intentStatus = { succeeded: "succeeded", pending: "processing", failed: "requires_payment_method" };

/** Every charge here has one payment intent, which says nothing that the charge does not say. */
export function paymentIntent(record: ChargeRecord): JsonObject {
  return fill("payment_intent", {
    id: record.paymentIntent,
    amount: record.amount,
    amount_received: record.status === "succeeded" ? record.amount : 0,
    application_fee_amount: record.applicationFeeAmount,
    capture_method: "automatic",
    confirmation_method: "automatic",
    created: record.created,
    currency: record.currency,
    customer: record.customer,
    description: record.description,
    latest_charge: record.id,
    payment_method: `pm_${record.id.slice(3)}`,
    payment_method_types: [record.method],
    status: intentStatus[record.status],
  });
}
