import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { connectedAccountId, createdAt, id, instant, organizationId, updatedAt } from "../columns";
import type { StoredBalance, StoredSchedule } from "../stored";
import { organizations } from "./auth";

export const connectedAccounts = pgTable(
  "connected_accounts",
  {
    id: id(),
    organizationId: organizationId().references(() => organizations.id),
    stripeAccountId: text("stripe_account_id").notNull().unique(),
    livemode: boolean("livemode").notNull(),
    displayName: text("display_name"),
    country: text("country"),
    defaultCurrency: text("default_currency").notNull(),
    chargesEnabled: boolean("charges_enabled").notNull(),
    payoutsEnabled: boolean("payouts_enabled").notNull(),
    requirementsDue: text("requirements_due").array().notNull().default(sql`'{}'`),
    isDefault: boolean("is_default").notNull().default(false),
    state: text("state", { enum: ["active", "disconnected"] })
      .notNull()
      .default("active"),
    schedule: jsonb("schedule").$type<StoredSchedule>(),
    scheduleFetchedAt: instant("schedule_fetched_at"),
    disconnectedAt: instant("disconnected_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("connected_accounts_tenant").on(t.organizationId, t.id),
    uniqueIndex("connected_accounts_one_default").on(t.organizationId).where(sql`is_default`),
    check("connected_accounts_currency", sql`${t.defaultCurrency} ~ '^[a-z]{3}$'`),
    check("connected_accounts_state", sql`${t.state} in ('active', 'disconnected')`),
  ],
);

export const externalAccounts = pgTable(
  "external_accounts",
  {
    organizationId: organizationId(),
    connectedAccountId: connectedAccountId(),
    stripeExternalAccountId: text("stripe_external_account_id").notNull(),
    kind: text("kind", { enum: ["bank_account", "card"] }).notNull(),
    bankName: text("bank_name"),
    brand: text("brand"),
    last4: text("last4").notNull(),
    country: text("country"),
    currency: text("currency"),
    status: text("status"),
    isDefaultForCurrency: boolean("is_default_for_currency").notNull(),
    payoutMethods: text("payout_methods").array().notNull(),
    /** Set when Stripe no longer lists it; payouts that went there keep their row. */
    deletedAt: instant("deleted_at"),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.connectedAccountId, t.stripeExternalAccountId] }),
    index("external_accounts_organization").on(t.organizationId),
    foreignKey({
      name: "external_accounts_account",
      columns: [t.organizationId, t.connectedAccountId],
      foreignColumns: [connectedAccounts.organizationId, connectedAccounts.id],
    }),
  ],
);

export const balanceSnapshots = pgTable(
  "balance_snapshots",
  {
    organizationId: organizationId(),
    connectedAccountId: connectedAccountId(),
    takenAt: instant("taken_at").notNull(),
    /** Last moment at which Stripe still said the same. */
    confirmedAt: instant("confirmed_at").notNull(),
    balance: jsonb("balance").$type<StoredBalance>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.connectedAccountId, t.takenAt] }),
    index("balance_snapshots_latest").on(t.organizationId, t.connectedAccountId, t.takenAt),
    foreignKey({
      name: "balance_snapshots_account",
      columns: [t.organizationId, t.connectedAccountId],
      foreignColumns: [connectedAccounts.organizationId, connectedAccounts.id],
    }),
    check("balance_snapshots_order", sql`${t.confirmedAt} >= ${t.takenAt}`),
  ],
);
