import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { connectedAccountId, instant, organizationId, updatedAt } from "../columns";
import type { StoredSubscriptionItem } from "../stored";
import { connectedAccounts } from "./connected-accounts";

export const customers = pgTable(
  "customers",
  {
    organizationId: organizationId(),
    connectedAccountId: connectedAccountId(),
    stripeCustomerId: text("stripe_customer_id").notNull(),
    /** Emptied, like the name, once the customer is deleted at Stripe. */
    email: text("email"),
    name: text("name"),
    /** Null where Stripe tells no more than that the customer is gone. */
    created: instant("created"),
    deletedAt: instant("deleted_at"),
    fetchedAt: instant("fetched_at").notNull(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.connectedAccountId, t.stripeCustomerId] }),
    index("customers_organization").on(t.organizationId, t.created),
    foreignKey({
      name: "customers_account",
      columns: [t.organizationId, t.connectedAccountId],
      foreignColumns: [connectedAccounts.organizationId, connectedAccounts.id],
    }),
  ],
);

export const subscriptions = pgTable(
  "subscriptions",
  {
    organizationId: organizationId(),
    connectedAccountId: connectedAccountId(),
    stripeSubscriptionId: text("stripe_subscription_id").notNull(),
    stripeCustomerId: text("stripe_customer_id").notNull(),
    /** Open text. */
    status: text("status").notNull(),
    currency: text("currency"),
    startDate: instant("start_date").notNull(),
    /** When it was really over; the only moment that counts for churn. */
    endedAt: instant("ended_at"),
    /** When somebody asked for the end, which may come later. */
    canceledAt: instant("canceled_at"),
    cancelAt: instant("cancel_at"),
    cancelAtPeriodEnd: boolean("cancel_at_period_end").notNull(),
    cancellationReason: text("cancellation_reason"),
    items: jsonb("items").$type<StoredSubscriptionItem[]>().notNull(),
    itemCount: integer("item_count").notNull(),
    created: instant("created").notNull(),
    fetchedAt: instant("fetched_at").notNull(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.connectedAccountId, t.stripeSubscriptionId] }),
    index("subscriptions_organization").on(t.organizationId, t.startDate),
    index("subscriptions_customer").on(t.connectedAccountId, t.stripeCustomerId),
    index("subscriptions_open").on(t.connectedAccountId, t.created).where(sql`ended_at is null`),
    foreignKey({
      name: "subscriptions_account",
      columns: [t.organizationId, t.connectedAccountId],
      foreignColumns: [connectedAccounts.organizationId, connectedAccounts.id],
    }),
  ],
);
