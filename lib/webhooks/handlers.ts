import type Stripe from "stripe";
import { chargeKind } from "../payments/charge-kind";
import { customerKind } from "../payments/customer-kind";
import { disputeKind } from "../payments/dispute-kind";
import { refundKind } from "../payments/refund-kind";
import { subscriptionKind } from "../payments/subscription-kind";
import { accountChanged } from "./account-changed";
import { accountLeft } from "./account-left";
import { askingFor } from "./asking-for";
import type { Handler } from "./handler";
import { ledgerChanged } from "./ledger-changed";
import { objectsChanged } from "./objects-changed";
import { payoutChanged } from "./payout-changed";
import { withLedger } from "./with-ledger";

type Handlers = { readonly [Type in Stripe.Event.Type]?: Handler };

const charge = objectsChanged({ id: askingFor(chargeKind) });
const refund = objectsChanged({ id: askingFor(refundKind), charge: askingFor(chargeKind) });
const dispute = objectsChanged({ id: askingFor(disputeKind), charge: askingFor(chargeKind) });
const customer = objectsChanged({ id: askingFor(customerKind) });
const subscription = objectsChanged({ id: askingFor(subscriptionKind) });
/** Of invoices and payment intents we keep nothing; they tell that what they name has changed. */
const subscriptionHint = objectsChanged({ subscription: askingFor(subscriptionKind) });
const chargeHint = objectsChanged({ charge: askingFor(chargeKind), latest_charge: askingFor(chargeKind) });

/** Every event that is acted on. Others are stored and left alone. */
export const handlers = {
  // The payout's own row comes with it, without which nothing is attributed to it.
  "payout.created": withLedger(payoutChanged),
  "payout.updated": payoutChanged,
  "payout.paid": payoutChanged,
  "payout.failed": withLedger(payoutChanged),
  "payout.canceled": withLedger(payoutChanged),
  "payout.reconciliation_completed": withLedger(payoutChanged),
  "balance.available": ledgerChanged,
  "reserve.hold.created": ledgerChanged,
  "reserve.hold.updated": ledgerChanged,
  "reserve.plan.created": ledgerChanged,
  "reserve.plan.updated": ledgerChanged,
  "reserve.plan.disabled": ledgerChanged,
  "reserve.plan.expired": ledgerChanged,
  "reserve.release.created": ledgerChanged,
  "charge.succeeded": withLedger(charge),
  "charge.captured": withLedger(charge),
  "charge.updated": withLedger(charge),
  "charge.pending": withLedger(charge),
  "charge.failed": withLedger(charge),
  "charge.expired": withLedger(charge),
  "charge.refunded": withLedger(charge),
  "payment_intent.succeeded": withLedger(chargeHint),
  "refund.created": withLedger(refund),
  "refund.updated": withLedger(refund),
  "refund.failed": withLedger(refund),
  "charge.dispute.created": withLedger(dispute),
  "charge.dispute.updated": withLedger(dispute),
  "charge.dispute.closed": withLedger(dispute),
  "charge.dispute.funds_withdrawn": withLedger(dispute),
  "charge.dispute.funds_reinstated": withLedger(dispute),
  "customer.created": customer,
  "customer.updated": customer,
  "customer.deleted": customer,
  "customer.subscription.created": subscription,
  "customer.subscription.updated": subscription,
  "customer.subscription.deleted": subscription,
  "customer.subscription.paused": subscription,
  "customer.subscription.resumed": subscription,
  "invoice.paid": withLedger(subscriptionHint),
  "invoice.payment_failed": subscriptionHint,
  "invoice.voided": subscriptionHint,
  "invoice.marked_uncollectible": subscriptionHint,
  "invoice_payment.paid": withLedger(chargeHint),
  "account.updated": accountChanged,
  "capability.updated": accountChanged,
  "account.external_account.created": accountChanged,
  "account.external_account.updated": accountChanged,
  "account.external_account.deleted": accountChanged,
  "balance_settings.updated": accountChanged,
  "account.application.deauthorized": accountLeft,
} satisfies Handlers;

/** The types to register with Stripe: exactly those that are acted on. */
export const handledEventTypes = Object.keys(handlers);

/** The handler of a type, or null for one that is not acted on. */
export function handlerFor(type: string): Handler | null {
  return isHandled(type) ? handlers[type] : null;
}

function isHandled(type: string): type is keyof typeof handlers {
  return Object.hasOwn(handlers, type);
}
