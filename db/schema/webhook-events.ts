import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { webhookEventStates } from "../../lib/core/webhook-event";
import { instant } from "../columns";

/** Every event once, whoever it is for. `organization_id` comes from the account alone and stays null when unknown. */
export const webhookEvents = pgTable(
  "webhook_events",
  {
    id: text("id").primaryKey(),
    stripeAccountId: text("stripe_account_id"),
    organizationId: text("organization_id"),
    connectedAccountId: uuid("connected_account_id"),
    type: text("type").notNull(),
    livemode: boolean("livemode").notNull(),
    apiVersion: text("api_version"),
    payload: jsonb("payload").notNull(),
    created: instant("created").notNull(),
    receivedAt: instant("received_at").notNull(),
    state: text("state", { enum: webhookEventStates }).notNull().default("new"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at"),
    leaseUntil: instant("lease_until"),
    processedAt: instant("processed_at"),
    /** A sentence of ours; never a payload or a secret. */
    lastError: text("last_error"),
  },
  (t) => [
    index("webhook_events_due").on(t.nextAttemptAt).where(sql`state in ('new', 'failed')`),
    index("webhook_events_organization").on(t.organizationId, t.receivedAt),
    index("webhook_events_parked").on(t.stripeAccountId).where(sql`state = 'parked'`),
    check("webhook_events_state", sql`${t.state} in ('new', 'done', 'ignored', 'parked', 'failed', 'dead')`),
  ],
);
