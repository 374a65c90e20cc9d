import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { findingKinds, ledgerCheckStates, payoutProofStates } from "../../lib/core/proof";
import { connectedAccountId, currency, id, instant, minorUnits, organizationId } from "../columns";
import type { StoredRepair } from "../stored";
import { balanceTransactions } from "./balance-transactions";
import { connectedAccounts } from "./connected-accounts";
import { payouts } from "./payouts";

/** What the transactions that Stripe ties to an automatic payout came to when they were last added up. */
export const payoutReconciliations = pgTable(
  "payout_reconciliations",
  {
    payoutId: uuid("payout_id").primaryKey(),
    organizationId: organizationId(),
    state: text("state", { enum: payoutProofStates }).notNull(),
    /** The payout's amount, and the part of it that its transactions come to; what is left is unexplained. */
    expected: minorUnits("expected").notNull(),
    explained: minorUnits("explained").notNull(),
    unexplained: minorUnits("unexplained").notNull(),
    rowCount: integer("row_count").notNull(),
    /** Over the ids and amounts that were added up: the same rows give the same text. */
    hash: text("hash").notNull(),
    checkedAt: instant("checked_at").notNull(),
  },
  (t) => [
    index("payout_reconciliations_state").on(t.organizationId, t.state),
    foreignKey({
      name: "payout_reconciliations_payout",
      columns: [t.organizationId, t.payoutId],
      foreignColumns: [payouts.organizationId, payouts.id],
    }),
    check("payout_reconciliations_sum", sql`${t.expected} = ${t.explained} + ${t.unexplained}`),
  ],
);

/** Which transactions a payout made by hand is held to consist of, since Stripe does not say; an estimate by rule. */
export const payoutAllocations = pgTable(
  "payout_allocations",
  {
    organizationId: organizationId(),
    connectedAccountId: connectedAccountId(),
    payoutId: uuid("payout_id").notNull(),
    stripeBalanceTxnId: text("stripe_balance_txn_id").notNull(),
    /** The part of the row's net that this payout took; the last row of a payout may be shared with the next. */
    amount: minorUnits("amount").notNull(),
    /** Place in the order in which rows were taken, from 0. */
    position: integer("position").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.payoutId, t.stripeBalanceTxnId] }),
    index("payout_allocations_row").on(t.connectedAccountId, t.stripeBalanceTxnId),
    foreignKey({
      name: "payout_allocations_payout",
      columns: [t.organizationId, t.payoutId],
      foreignColumns: [payouts.organizationId, payouts.id],
    }),
    foreignKey({
      name: "payout_allocations_account",
      columns: [t.organizationId, t.connectedAccountId],
      foreignColumns: [connectedAccounts.organizationId, connectedAccounts.id],
    }),
    foreignKey({
      name: "payout_allocations_transaction",
      columns: [t.connectedAccountId, t.stripeBalanceTxnId],
      foreignColumns: [balanceTransactions.connectedAccountId, balanceTransactions.stripeBalanceTxnId],
    }).onDelete("cascade"),
    check("payout_allocations_amount", sql`${t.amount} <> 0`),
  ],
);

/** Something that does not come out as it should, from when it was found until it was mended. */
export const findings = pgTable(
  "findings",
  {
    id: id(),
    organizationId: organizationId(),
    connectedAccountId: connectedAccountId(),
    kind: text("kind", { enum: findingKinds }).notNull(),
    /** What it is about: our id of a payout, or the account's Stripe id. */
    subject: text("subject").notNull(),
    currency: currency(),
    /** How far it is off, signed: what Stripe has more than our rows come to. */
    amount: minorUnits("amount").notNull(),
    openedAt: instant("opened_at").notNull(),
    /** When it was last found to be so. */
    seenAt: instant("seen_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (t) => [
    uniqueIndex("findings_open")
      .on(t.organizationId, t.connectedAccountId, t.kind, t.subject, t.currency)
      .where(sql`closed_at is null`),
    index("findings_history").on(t.organizationId, t.openedAt),
    foreignKey({
      name: "findings_account",
      columns: [t.organizationId, t.connectedAccountId],
      foreignColumns: [connectedAccounts.organizationId, connectedAccounts.id],
    }),
    check("findings_currency", sql`${t.currency} ~ '^[a-z]{3}$'`),
  ],
);

/**
 * What the rows of one account, currency and day (UTC, by Stripe's creation time) came to as they were written. Changed
 * only by what the product writes, in the same transaction, so that a row which is changed or lost in any other way
 * leaves the two unequal.
 */
export const ledgerWindows = pgTable(
  "ledger_windows",
  {
    organizationId: organizationId(),
    connectedAccountId: connectedAccountId(),
    currency: currency(),
    startsAt: instant("starts_at").notNull(),
    rowCount: integer("row_count").notNull(),
    amount: minorUnits("amount").notNull(),
    fee: minorUnits("fee").notNull(),
    net: minorUnits("net").notNull(),
    /** The sum of one number per row, made from all that Stripe says of it; the order of writing does not matter. */
    hash: numeric("hash").notNull(),
    /** When Stripe was last asked for all rows of the window at once; null when it never was. */
    listedAt: instant("listed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.connectedAccountId, t.currency, t.startsAt] }),
    foreignKey({
      name: "ledger_windows_account",
      columns: [t.organizationId, t.connectedAccountId],
      foreignColumns: [connectedAccounts.organizationId, connectedAccounts.id],
    }),
    check("ledger_windows_currency", sql`${t.currency} ~ '^[a-z]{3}$'`),
  ],
);

/** Our ledger against Stripe's balance, as of the last time the two could be compared. */
export const ledgerChecks = pgTable(
  "ledger_checks",
  {
    organizationId: organizationId(),
    connectedAccountId: connectedAccountId(),
    currency: currency(),
    balanceType: text("balance_type").notNull(),
    state: text("state", { enum: ledgerCheckStates }).notNull(),
    ledger: minorUnits("ledger").notNull(),
    stripe: minorUnits("stripe").notNull(),
    rowCount: integer("row_count").notNull(),
    runId: uuid("run_id"),
    checkedAt: instant("checked_at").notNull(),
    /** The last time the two were equal; null when they never were. */
    equalAt: instant("equal_at"),
  },
  (t) => [
    primaryKey({ columns: [t.connectedAccountId, t.currency, t.balanceType] }),
    foreignKey({
      name: "ledger_checks_account",
      columns: [t.organizationId, t.connectedAccountId],
      foreignColumns: [connectedAccounts.organizationId, connectedAccounts.id],
    }),
    check("ledger_checks_currency", sql`${t.currency} ~ '^[a-z]{3}$'`),
  ],
);

/** What was done to make stored rows equal to Stripe's again; rows are only ever added. */
export const ledgerRepairs = pgTable(
  "ledger_repairs",
  {
    id: id(),
    organizationId: organizationId(),
    connectedAccountId: connectedAccountId(),
    runId: uuid("run_id"),
    currency: currency(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    inserted: integer("inserted").notNull(),
    rewritten: integer("rewritten").notNull(),
    removed: integer("removed").notNull(),
    /** Row by row what was found and what stands now. */
    rows: jsonb("rows").$type<StoredRepair[]>().notNull(),
    repairedAt: instant("repaired_at").notNull(),
  },
  (t) => [
    index("ledger_repairs_history").on(t.organizationId, t.repairedAt),
    foreignKey({
      name: "ledger_repairs_account",
      columns: [t.organizationId, t.connectedAccountId],
      foreignColumns: [connectedAccounts.organizationId, connectedAccounts.id],
    }),
    check("ledger_repairs_currency", sql`${t.currency} ~ '^[a-z]{3}$'`),
  ],
);
