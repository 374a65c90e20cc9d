import type Stripe from "stripe";
import { accountChanged } from "./account-changed";
import { accountLeft } from "./account-left";
import type { Handler } from "./handler";
import { ledgerChanged } from "./ledger-changed";
import { payoutChanged } from "./payout-changed";
import { payoutRowsChanged } from "./payout-rows-changed";

type Handlers = { readonly [Type in Stripe.Event.Type]?: Handler };

/** Every event that is acted on. Others are stored and left alone. */
export const handlers = {
  "payout.created": payoutChanged,
  "payout.updated": payoutChanged,
  "payout.paid": payoutChanged,
  "payout.failed": payoutRowsChanged,
  "payout.canceled": payoutRowsChanged,
  "payout.reconciliation_completed": payoutRowsChanged,
  "balance.available": ledgerChanged,
  "charge.succeeded": ledgerChanged,
  "charge.captured": ledgerChanged,
  "charge.updated": ledgerChanged,
  "charge.refunded": ledgerChanged,
  "charge.dispute.created": ledgerChanged,
  "charge.dispute.closed": ledgerChanged,
  "charge.dispute.funds_withdrawn": ledgerChanged,
  "charge.dispute.funds_reinstated": ledgerChanged,
  "refund.created": ledgerChanged,
  "refund.failed": ledgerChanged,
  "account.updated": accountChanged,
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
