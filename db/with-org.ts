import { sql } from "drizzle-orm";
import type { OrganizationId } from "../lib/core/ids";
import { measure } from "../lib/timing";
import type { Database } from "./client";

/** A transaction in which one organization is set. */
export type OrgTransaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** What a verb needs to reach the database. */
export type OrgScope = { readonly db: Database; readonly organizationId: OrganizationId };

const statementTimeoutMs = 15_000;

/**
 * Runs verbs' reads and writes in one transaction with the organization set locally in it, so that the setting
 * ends with the transaction and can never leak to another tenant through a pooled connection.
 * Every query inside names the organization as well.
 */
export async function withOrg<T>(scope: OrgScope, work: (tx: OrgTransaction) => Promise<T>): Promise<T> {
  return measure("db", () =>
    scope.db.transaction(async (tx) => {
      await tx.execute(
        sql`select set_config('app.organization_id', ${scope.organizationId}, true),
                   set_config('statement_timeout', ${String(statementTimeoutMs)}, true)`,
      );
      return work(tx);
    }),
  );
}

/**
 * For the few acts that come before an organization is known: finding a key or an account, storing a webhook,
 * listing what cron has to do. Nothing of a tenant is answered from here.
 */
export async function withSystem<T>(db: Database, work: (tx: OrgTransaction) => Promise<T>): Promise<T> {
  return measure("db", () =>
    db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('statement_timeout', ${String(statementTimeoutMs)}, true)`);
      return work(tx);
    }),
  );
}
