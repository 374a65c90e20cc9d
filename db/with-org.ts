import { sql } from "drizzle-orm";
import type { OrganizationId } from "../lib/core/ids";
import { measure } from "../lib/timing";
import type { Database } from "./client";

/** A transaction in which one organization is set. */
export type OrgTransaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** What a verb needs to reach the database. */
export type OrgScope = { readonly db: Database; readonly organizationId: OrganizationId };

const statementTimeoutMs = 15_000;
const systemRole = "pennyproof_system";

/**
 * Runs verbs' reads and writes in one transaction with the organization set locally in it, so that the setting
 * ends with the transaction and can never leak to another tenant through a pooled connection.
 * Every query inside names the organization as well; rows of any other are not there even for one that forgets.
 */
export async function withOrg<T>(scope: OrgScope, work: (tx: OrgTransaction) => Promise<T>): Promise<T> {
  return measure("db", () =>
    scope.db.transaction(async (tx) => {
      await setLocally(tx, { organization: scope.organizationId, role: "none" });
      lastActs.set(tx, []);
      const result = await work(tx);
      const acts = lastActs.get(tx) ?? [];
      acts.sort((one, other) => places.indexOf(one.place) - places.indexOf(other.place));
      for (const { act } of acts) await act();
      return result;
    }),
  );
}

/**
 * For the few acts that come before an organization is known: finding a key or an account, storing a webhook,
 * listing what cron has to do. Nothing of a tenant is answered from here. It works in a role that sees only the tables
 * and columns which `db/second-wall.sql` lists, for the length of the transaction.
 */
export async function withSystem<T>(db: Database, work: (tx: OrgTransaction) => Promise<T>): Promise<T> {
  return measure("db", () =>
    db.transaction(async (tx) => {
      await setLocally(tx, { organization: "", role: systemRole });
      return work(tx);
    }),
  );
}

/**
 * Makes the rest of a transaction that of another organization, or with null of none: there, and only there, people
 * and their passwords can be written. For acts that make a person and let them into an organization at once.
 */
export async function enterOrg(tx: OrgTransaction, organizationId: OrganizationId | null): Promise<void> {
  await setLocally(tx, { organization: organizationId ?? "", role: "none" });
}

/** In one order everywhere, so that two transactions with both cannot wait for each other. */
const places = ["proofs", "audit"] as const;
type Place = (typeof places)[number];

const lastActs = new WeakMap<OrgTransaction, { place: Place; act: () => Promise<void> }[]>();

/**
 * Has something done at the end of a transaction of `withOrg`, right before it is committed: for what takes a lock that
 * many wait for, so that nothing is waited for while it is held. Acts of one place keep the order they were given in.
 * In any other transaction it is done at once.
 */
export async function beforeCommit(
  tx: OrgTransaction,
  act: () => Promise<void>,
  place: Place = "audit",
): Promise<void> {
  const acts = lastActs.get(tx);
  if (acts) acts.push({ place, act });
  else await act();
}

/** One statement, because each costs a journey to the database. "none" is the user who signed in. */
async function setLocally(tx: OrgTransaction, to: { organization: string; role: string }): Promise<void> {
  await tx.execute(
    sql`select set_config('app.organization_id', ${to.organization}, true),
               set_config('statement_timeout', ${String(statementTimeoutMs)}, true),
               set_config('role', ${to.role}, true)`,
  );
}
