import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { connectedAccountId, currency, instant, minorUnits, organizationId, updatedAt } from "../columns";
import { connectedAccounts } from "./connected-accounts";

/** Payments that were tried on a connected account: `ch_` of its own and `py_` that came through the platform. */
export const charges = pgTable(
  "charges",
  {
    organizationId: organizationId(),
    connectedAccountId: connectedAccountId(),
    stripeChargeId: text("stripe_charge_id").notNull(),
    amount: minorUnits("amount").notNull(),
    amountCaptured: minorUnits("amount_captured").notNull(),
    amountRefunded: minorUnits("amount_refunded").notNull(),
    currency: currency(),
    /** Open text: succeeded, pending, failed, and what Stripe may add. */
    status: text("status").notNull(),
    captured: boolean("captured").notNull(),
    refunded: boolean("refunded").notNull(),
    disputed: boolean("disputed").notNull(),
    /** Stripe's id of the customer; null for a guest. */
    stripeCustomerId: text("stripe_customer_id"),
    /** Who paid, within the account: the customer, else the e-mail in lower case, else the charge itself. */
    customerKey: text("customer_key").notNull(),
    billingEmail: text("billing_email"),
    billingName: text("billing_name"),
    description: text("description"),
    paymentIntentId: text("payment_intent_id"),
    methodType: text("method_type"),
    applicationFeeAmount: minorUnits("application_fee_amount"),
    balanceTransactionId: text("balance_transaction_id"),
    /** The transfer that brought a `py_`; null for a charge made on the account itself. */
    sourceTransferId: text("source_transfer_id"),
    failureCode: text("failure_code"),
    created: instant("created").notNull(),
    /** When Stripe was last asked; an older answer never replaces a newer one. */
    fetchedAt: instant("fetched_at").notNull(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.connectedAccountId, t.stripeChargeId] }),
    index("charges_organization_created").on(t.organizationId, t.created),
    index("charges_customer").on(t.connectedAccountId, t.customerKey, t.created),
    index("charges_unsettled").on(t.connectedAccountId, t.created).where(sql`status = 'pending' or not captured`),
    foreignKey({
      name: "charges_account",
      columns: [t.organizationId, t.connectedAccountId],
      foreignColumns: [connectedAccounts.organizationId, connectedAccounts.id],
    }),
    check("charges_currency", sql`${t.currency} ~ '^[a-z]{3}$'`),
  ],
);

export const refunds = pgTable(
  "refunds",
  {
    organizationId: organizationId(),
    connectedAccountId: connectedAccountId(),
    stripeRefundId: text("stripe_refund_id").notNull(),
    stripeChargeId: text("stripe_charge_id"),
    paymentIntentId: text("payment_intent_id"),
    amount: minorUnits("amount").notNull(),
    currency: currency(),
    /** Open text; null when Stripe gives none. */
    status: text("status"),
    reason: text("reason"),
    failureReason: text("failure_reason"),
    balanceTransactionId: text("balance_transaction_id"),
    failureBalanceTransactionId: text("failure_balance_transaction_id"),
    created: instant("created").notNull(),
    fetchedAt: instant("fetched_at").notNull(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.connectedAccountId, t.stripeRefundId] }),
    index("refunds_organization_created").on(t.organizationId, t.created),
    index("refunds_charge").on(t.connectedAccountId, t.stripeChargeId),
    foreignKey({
      name: "refunds_account",
      columns: [t.organizationId, t.connectedAccountId],
      foreignColumns: [connectedAccounts.organizationId, connectedAccounts.id],
    }),
    check("refunds_currency", sql`${t.currency} ~ '^[a-z]{3}$'`),
  ],
);

export const disputes = pgTable(
  "disputes",
  {
    organizationId: organizationId(),
    connectedAccountId: connectedAccountId(),
    stripeDisputeId: text("stripe_dispute_id").notNull(),
    stripeChargeId: text("stripe_charge_id"),
    amount: minorUnits("amount").notNull(),
    currency: currency(),
    /** Open text; names that begin with `warning_` are inquiries, which move no money. */
    status: text("status").notNull(),
    reason: text("reason").notNull(),
    dueBy: instant("due_by"),
    /** How many ledger rows it has made: none, the withdrawal, or the withdrawal and its return. */
    balanceTransactions: integer("balance_transactions").notNull(),
    created: instant("created").notNull(),
    fetchedAt: instant("fetched_at").notNull(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.connectedAccountId, t.stripeDisputeId] }),
    index("disputes_organization_created").on(t.organizationId, t.created),
    foreignKey({
      name: "disputes_account",
      columns: [t.organizationId, t.connectedAccountId],
      foreignColumns: [connectedAccounts.organizationId, connectedAccounts.id],
    }),
    check("disputes_currency", sql`${t.currency} ~ '^[a-z]{3}$'`),
  ],
);
