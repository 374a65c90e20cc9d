import { sql } from "drizzle-orm";
import { check, foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { connectedAccountId, currency, instant, minorUnits, organizationId, updatedAt } from "../columns";
import type { StoredFeeDetail } from "../stored";
import { connectedAccounts } from "./connected-accounts";

export const balanceTransactions = pgTable(
  "balance_transactions",
  {
    // Not the key: a random one would cost a large index that nothing looks rows up by.
    id: uuid("id").notNull().defaultRandom(),
    organizationId: organizationId(),
    connectedAccountId: connectedAccountId(),
    stripeBalanceTxnId: text("stripe_balance_txn_id").notNull(),
    amount: minorUnits("amount").notNull(),
    fee: minorUnits("fee").notNull(),
    netAmount: minorUnits("net_amount").notNull(),
    currency: currency(),
    type: text("type").notNull(),
    reportingCategory: text("reporting_category").notNull(),
    balanceType: text("balance_type").notNull(),
    sourceId: text("source_id"),
    description: text("description"),
    exchangeRate: text("exchange_rate"),
    feeDetails: jsonb("fee_details").$type<StoredFeeDetail[]>().notNull(),
    /** When the money becomes available; whether it is available now is derived from it, never stored. */
    availableOn: instant("available_on").notNull(),
    created: instant("created").notNull(),
    /** The automatic payout that carried the row, as Stripe lists it; null for manual and instant ones. */
    stripePayoutId: text("stripe_payout_id"),
    /** Metadata of the source, as far as it has been read; Stripe's balance transactions have none of their own. */
    metadata: jsonb("metadata").$type<Record<string, string>>(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.connectedAccountId, t.stripeBalanceTxnId] }),
    index("balance_transactions_organization_created").on(t.organizationId, t.created, t.id),
    index("balance_transactions_organization_available").on(t.organizationId, t.availableOn),
    index("balance_transactions_payout")
      .on(t.connectedAccountId, t.stripePayoutId)
      .where(sql`stripe_payout_id is not null`),
    foreignKey({
      name: "balance_transactions_account",
      columns: [t.organizationId, t.connectedAccountId],
      foreignColumns: [connectedAccounts.organizationId, connectedAccounts.id],
    }),
    check("balance_transactions_net", sql`${t.netAmount} = ${t.amount} - ${t.fee}`),
    check("balance_transactions_currency", sql`${t.currency} ~ '^[a-z]{3}$'`),
  ],
);
