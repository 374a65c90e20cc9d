import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { syncStates, syncTriggers } from "../../lib/core/sync-run";
import { connectedAccountId, id, instant, minorUnits, organizationId, updatedAt } from "../columns";
import { connectedAccounts } from "./connected-accounts";

const syncResources = [
  "balance_transactions",
  "payouts",
  "refunds",
  "disputes",
  "charges",
  "customers",
  "subscriptions",
] as const;

export const syncRuns = pgTable(
  "sync_runs",
  {
    id: id(),
    organizationId: organizationId(),
    connectedAccountId: connectedAccountId(),
    trigger: text("trigger", { enum: syncTriggers }).notNull(),
    actor: text("actor"),
    full: boolean("full").notNull().default(false),
    state: text("state", { enum: syncStates }).notNull(),
    /** What is being read now, for people who watch. */
    stage: text("stage").notNull(),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
    leaseUntil: instant("lease_until").notNull(),
    /** Raised by each taker; a stale taker's writes miss. */
    fence: integer("fence").notNull().default(1),
    pages: integer("pages").notNull().default(0),
    requests: integer("requests").notNull().default(0),
    inserted: integer("inserted").notNull().default(0),
    updated: integer("updated").notNull().default(0),
    unchanged: integer("unchanged").notNull().default(0),
    /** Creation time of the last row stored; runs go from new to old. */
    reachedAt: instant("reached_at"),
    errorCode: text("error_code"),
    errorMessage: text("error_message"),
    stripeRequestId: text("stripe_request_id"),
  },
  (t) => [
    unique("sync_runs_tenant").on(t.organizationId, t.id),
    index("sync_runs_history").on(t.organizationId, t.startedAt, t.id),
    index("sync_runs_running").on(t.connectedAccountId).where(sql`state = 'running'`),
    foreignKey({
      name: "sync_runs_account",
      columns: [t.organizationId, t.connectedAccountId],
      foreignColumns: [connectedAccounts.organizationId, connectedAccounts.id],
    }),
    check("sync_runs_state", sql`${t.state} in ('running', 'complete', 'failed')`),
  ],
);

/** What a pass over one resource still has to read; the cursor is saved with the rows it follows. */
export const syncWindows = pgTable(
  "sync_windows",
  {
    organizationId: organizationId(),
    connectedAccountId: connectedAccountId(),
    resource: text("resource", { enum: syncResources }).notNull(),
    /** Everything up to here was read completely by a finished pass. */
    watermark: instant("watermark"),
    /** Bounds of the pass under way: created >= from and < to. Null when none is. */
    passFrom: instant("pass_from"),
    passTo: instant("pass_to"),
    /** Last id stored of the pass under way. */
    cursor: text("cursor"),
    runId: uuid("run_id"),
    rows: minorUnits("rows").notNull().default(sql`0`),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.connectedAccountId, t.resource] }),
    foreignKey({
      name: "sync_windows_account",
      columns: [t.organizationId, t.connectedAccountId],
      foreignColumns: [connectedAccounts.organizationId, connectedAccounts.id],
    }),
  ],
);
