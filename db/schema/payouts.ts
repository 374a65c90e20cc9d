import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  customType,
  foreignKey,
  index,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { intentStates, payoutMethods } from "../../lib/core/payout";
import {
  connectedAccountId,
  createdAt,
  currency,
  id,
  instant,
  minorUnits,
  organizationId,
  updatedAt,
} from "../columns";
import type { StoredDestination } from "../stored";
import { connectedAccounts } from "./connected-accounts";

const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

export const payouts = pgTable(
  "payouts",
  {
    id: id(),
    organizationId: organizationId(),
    connectedAccountId: connectedAccountId(),
    stripePayoutId: text("stripe_payout_id").notNull(),
    /** Negative when Stripe debits the bank account. */
    amount: minorUnits("amount").notNull(),
    currency: currency(),
    /** Open text: Stripe may add statuses. */
    status: text("status").notNull(),
    arrivalDate: instant("arrival_date").notNull(),
    /** Stripe's own creation time; sorting and date filters use it. */
    created: instant("created").notNull(),
    automatic: boolean("automatic").notNull(),
    method: text("method").notNull(),
    type: text("type").notNull(),
    sourceType: text("source_type"),
    destination: jsonb("destination").$type<StoredDestination>(),
    description: text("description"),
    statementDescriptor: text("statement_descriptor"),
    failureCode: text("failure_code"),
    failureMessage: text("failure_message"),
    balanceTransactionId: text("balance_transaction_id"),
    failureBalanceTransactionId: text("failure_balance_transaction_id"),
    originalPayoutId: text("original_payout_id"),
    reversedById: text("reversed_by_id"),
    reconciliationStatus: text("reconciliation_status"),
    traceIdStatus: text("trace_id_status"),
    traceIdValue: text("trace_id_value"),
    applicationFeeAmount: minorUnits("application_fee_amount"),
    metadata: jsonb("metadata").$type<Record<string, string>>().notNull().default({}),
    livemode: boolean("livemode").notNull(),
    /** The intent this payout came from, when it was asked for through us. */
    intentId: uuid("intent_id"),
    /** When Stripe was last asked for this payout; an older answer never replaces a newer one. */
    fetchedAt: instant("fetched_at").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("payouts_stripe_id").on(t.connectedAccountId, t.stripePayoutId),
    unique("payouts_tenant").on(t.organizationId, t.id),
    index("payouts_organization_created").on(t.organizationId, t.created, t.id),
    index("payouts_organization_status").on(t.organizationId, t.status, t.created),
    foreignKey({
      name: "payouts_account",
      columns: [t.organizationId, t.connectedAccountId],
      foreignColumns: [connectedAccounts.organizationId, connectedAccounts.id],
    }),
    check("payouts_currency", sql`${t.currency} ~ '^[a-z]{3}$'`),
  ],
);

export const payoutIntents = pgTable(
  "payout_intents",
  {
    id: id(),
    organizationId: organizationId(),
    connectedAccountId: connectedAccountId(),
    /** The caller's idempotency key; the same key is the same payout for ever. */
    clientKey: text("client_key").notNull(),
    requestHash: bytes("request_hash").notNull(),
    amount: minorUnits("amount").notNull(),
    currency: currency(),
    method: text("method", { enum: payoutMethods }).notNull(),
    description: text("description"),
    destination: text("destination"),
    sourceType: text("source_type"),
    statementDescriptor: text("statement_descriptor"),
    metadata: jsonb("metadata").$type<Record<string, string>>().notNull().default({}),
    state: text("state", { enum: intentStates }).notNull(),
    sentAt: instant("sent_at"),
    leaseUntil: instant("lease_until"),
    /** The attempt that holds the lease; a later holder makes an earlier one's writes miss. */
    owner: uuid("owner"),
    stripePayoutId: text("stripe_payout_id"),
    errorCode: text("error_code"),
    errorMessage: text("error_message"),
    stripeErrorCode: text("stripe_error_code"),
    createdBy: text("created_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("payout_intents_client_key").on(t.organizationId, t.clientKey),
    unique("payout_intents_tenant").on(t.organizationId, t.id),
    uniqueIndex("payout_intents_payout")
      .on(t.connectedAccountId, t.stripePayoutId)
      .where(sql`stripe_payout_id is not null`),
    index("payout_intents_open").on(t.leaseUntil).where(sql`state in ('created', 'sent')`),
    foreignKey({
      name: "payout_intents_account",
      columns: [t.organizationId, t.connectedAccountId],
      foreignColumns: [connectedAccounts.organizationId, connectedAccounts.id],
    }),
    check("payout_intents_amount", sql`${t.amount} > 0 and ${t.amount} <= 9007199254740991`),
    check("payout_intents_currency", sql`${t.currency} ~ '^[a-z]{3}$'`),
    check("payout_intents_state", sql`${t.state} in ('created', 'sent', 'succeeded', 'failed')`),
    check("payout_intents_sent", sql`${t.state} <> 'sent' or ${t.sentAt} is not null`),
    check("payout_intents_succeeded", sql`${t.state} <> 'succeeded' or ${t.stripePayoutId} is not null`),
  ],
);

/** What is known to have happened to a payout, and how we know; rows are only ever added. */
export const payoutEvents = pgTable(
  "payout_events",
  {
    id: id(),
    organizationId: organizationId(),
    payoutId: uuid("payout_id").notNull(),
    /** Stripe's event type, or `status.<status>` when a fetch showed a new status, or `cancel.requested`. */
    type: text("type").notNull(),
    at: instant("at").notNull(),
    source: text("source", { enum: ["webhook", "sync", "person", "api_key", "sweep"] }).notNull(),
    stripeEventId: text("stripe_event_id"),
    /** Name of the person or key, for what was asked for through us. */
    actor: text("actor"),
    createdAt: createdAt(),
  },
  (t) => [
    index("payout_events_payout").on(t.organizationId, t.payoutId, t.at),
    uniqueIndex("payout_events_once").on(t.payoutId, t.stripeEventId).where(sql`stripe_event_id is not null`),
    foreignKey({
      name: "payout_events_payout",
      columns: [t.organizationId, t.payoutId],
      foreignColumns: [payouts.organizationId, payouts.id],
    }),
  ],
);
