import type { JsonObject } from "../json";
import { fill } from "../schema";
import type { ChargeRecord } from "../state";

export function charge(record: ChargeRecord): JsonObject {
  return fill("charge", {
    id: record.id,
    amount: record.amount,
    amount_captured: record.amountCaptured,
    amount_refunded: record.amountRefunded,
    application_fee: record.applicationFee,
    application_fee_amount: record.applicationFeeAmount,
    balance_transaction: record.transaction,
    billing_details: fill("charge_billing_details", { email: record.email, name: record.name }),
    captured: record.isCaptured,
    created: record.created,
    currency: record.currency,
    customer: record.customer,
    description: record.description,
    disputed: record.disputed,
    failure_balance_transaction: record.failureTransaction,
    failure_code: record.failureCode,
    failure_message: record.failureCode === null ? null : failureMessage(record.failureCode),
    fraud_details: {},
    outcome: outcomeOf(record),
    paid: record.status === "succeeded",
    payment_intent: record.paymentIntent,
    payment_method: record.method === "stripe_account" ? null : `pm_${record.id.slice(3)}`,
    payment_method_details: methodDetails(record),
    refunded: record.isExpired || (record.amountCaptured > 0 && record.amountRefunded === record.amountCaptured),
    source: null,
    source_transfer: record.sourceTransfer,
    status: record.status,
    ...(record.destination === null
      ? {}
      : { transfer_data: fill("charge_transfer_data", { destination: record.destination }) }),
  });
}

function failureMessage(code: string): string {
  return code === "card_declined" ? "The card was declined." : "The bank returned the payment.";
}

function outcomeOf({ status, failureCode }: ChargeRecord): JsonObject {
  if (failureCode === "card_declined") {
    return fill("charge_outcome", {
      network_status: "declined_by_network",
      reason: "generic_decline",
      risk_level: "normal",
      seller_message: "The bank did not return any further details with this decline.",
      type: "issuer_declined",
    });
  }
  const succeeded = status === "succeeded";
  return fill("charge_outcome", {
    network_status: succeeded ? "approved_by_network" : "not_sent_to_network",
    risk_level: "normal",
    seller_message: succeeded ? "Payment complete." : "Payment not complete.",
    type: succeeded ? "authorized" : "pending",
  });
}

function methodDetails(record: ChargeRecord): JsonObject {
  const { last4, method } = record;
  if (method === "stripe_account") return { type: method, stripe_account: {} };
  if (method === "us_bank_account") {
    const bank = fill("charge_payment_method_details_us_bank_account", { bank_name: "Test Bank", last4 });
    return { type: method, us_bank_account: bank };
  }
  if (method === "sepa_debit") {
    return { type: method, sepa_debit: fill("charge_payment_method_details_sepa_debit", { country: "DE", last4 }) };
  }
  const card = fill("charge_payment_method_details_card", {
    brand: record.brand,
    country: "US",
    exp_month: 12,
    exp_year: 2030,
    funding: "credit",
    last4,
    network: record.brand,
  });
  return { type: "card", card };
}
