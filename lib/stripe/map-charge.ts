import type Stripe from "stripe";
import { customerKeyOf, type StripeCharge } from "../core/charge";
import type { StripeDispute } from "../core/dispute";
import type { StripeRefund } from "../core/refund";
import { currencyOf, idOf, instantOf, instantOrNull, minorOf, moneyOf, textOf } from "./map-scalars";

/**
 * A payment that was tried. Throws UnreadableObjectError for amounts beyond 2^53 - 1, which have lost their last
 * digits. Unknown statuses, methods and failure codes pass.
 */
export function mapCharge(charge: Stripe.Charge): StripeCharge {
  const stripeCustomerId = idOf(charge.customer);
  const billingEmail = textOf(charge.billing_details?.email);
  const fee = charge.application_fee_amount;
  return {
    stripeChargeId: charge.id,
    amountMinor: minorOf(charge.id, charge.amount),
    amountCapturedMinor: minorOf(charge.id, charge.amount_captured),
    amountRefundedMinor: minorOf(charge.id, charge.amount_refunded),
    currency: currencyOf(charge.id, charge.currency),
    status: charge.status,
    isCaptured: charge.captured,
    isRefunded: charge.refunded,
    isDisputed: charge.disputed,
    stripeCustomerId,
    customerKey: customerKeyOf({ stripeChargeId: charge.id, stripeCustomerId, billingEmail }),
    billingEmail,
    billingName: textOf(charge.billing_details?.name),
    description: textOf(charge.description),
    paymentIntentId: idOf(charge.payment_intent),
    methodType: charge.payment_method_details?.type ?? null,
    applicationFeeMinor: typeof fee === "number" ? minorOf(charge.id, fee) : null,
    balanceTransactionId: idOf(charge.balance_transaction),
    sourceTransferId: idOf(charge.source_transfer),
    failureCode: charge.failure_code,
    createdAt: instantOf(charge.created),
  };
}

/** Money given back. Throws UnreadableObjectError as above; unknown statuses and reasons pass. */
export function mapRefund(refund: Stripe.Refund): StripeRefund {
  const { minor, currency } = moneyOf(refund.id, refund);
  return {
    stripeRefundId: refund.id,
    stripeChargeId: idOf(refund.charge),
    paymentIntentId: idOf(refund.payment_intent),
    amountMinor: minor,
    currency,
    status: refund.status,
    reason: refund.reason,
    failureReason: refund.failure_reason ?? null,
    balanceTransactionId: idOf(refund.balance_transaction),
    failureBalanceTransactionId: idOf(refund.failure_balance_transaction),
    createdAt: instantOf(refund.created),
  };
}

/** A contested payment. Throws UnreadableObjectError as above; unknown statuses and reasons pass. */
export function mapDispute(dispute: Stripe.Dispute): StripeDispute {
  const { minor, currency } = moneyOf(dispute.id, dispute);
  return {
    stripeDisputeId: dispute.id,
    stripeChargeId: idOf(dispute.charge),
    amountMinor: minor,
    currency,
    status: dispute.status,
    reason: dispute.reason,
    dueAt: instantOrNull(dispute.evidence_details?.due_by),
    balanceTransactions: dispute.balance_transactions.length,
    createdAt: instantOf(dispute.created),
  };
}
