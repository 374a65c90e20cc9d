import { getTableName, is, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toOrganizationId } from "../lib/core/ids";
import { applyMigrations } from "./apply-migrations";
import type { Database } from "./client";
import * as schema from "./schema";
import { createTestDatabase, type TestDatabase } from "./testing";
import { refusalOf } from "./testing-refusals";
import { eventRow, insertTenant, intentRow, payoutRow, type Tenant, transactionRow } from "./testing-rows";
import { enterOrg, type OrgTransaction, withOrg } from "./with-org";

const refused = { code: "42501" };
const tables: PgTable[] = Object.values(schema).filter((value) => is(value, PgTable));
const tenantTables: PgTable[] = tables.filter((table) => "organizationId" in table);

let database: TestDatabase;
let juniper: Tenant;
let harbor: Tenant;

beforeAll(async () => {
  database = await createTestDatabase();
  juniper = await insertTenant(database.owner, "juniper");
  harbor = await insertTenant(database.owner, "harbor");
  for (const tenant of [juniper, harbor]) await insertRows(database.owner, tenant);
});
afterAll(() => database.close());

async function insertRows(db: Database, tenant: Tenant): Promise<void> {
  const { organizationId } = tenant;
  const userId = `user_${organizationId}`;
  await db.insert(schema.users).values({ id: userId, name: "Owner", email: `${organizationId}@example.com` });
  await db.insert(schema.accounts).values({ id: userId, accountId: userId, providerId: "credential", userId });
  await db
    .insert(schema.sessions)
    .values({ id: userId, userId, token: userId, expiresAt: new Date("2027-01-01T00:00:00Z") });
  await db.insert(schema.members).values({ id: userId, organizationId, userId, role: "owner" });
  await db.insert(schema.balanceTransactions).values(transactionRow(tenant));
  await db.insert(schema.payouts).values(payoutRow(tenant));
  await db.insert(schema.payoutIntents).values(intentRow(tenant));
  await db.insert(schema.webhookEvents).values(eventRow(`evt_${organizationId}`, { organizationId }));
}

const inOrg = <T>(tenant: Tenant, work: (tx: OrgTransaction) => Promise<T>) =>
  withOrg({ db: database.db, organizationId: tenant.organizationId }, work);
const count = (asker: Pick<Database, "$count">, table: PgTable) => asker.$count(table);

describe("every table of tenants", () => {
  it("is known: one without an organization is on this list, which is about people and counters only", () => {
    const others = tables.filter((table) => !tenantTables.includes(table)).map((table) => getTableName(table));
    expect(others.toSorted()).toEqual([
      "accounts",
      "organizations",
      "request_limits",
      "sessions",
      "users",
      "verifications",
    ]);
  });

  it.each(tenantTables.map((table) => ({ name: getTableName(table), table })))(
    "shows $name to nobody outside of an organization, nor to another one",
    async ({ table }) => {
      expect(await count(database.db, table)).toBe(0);
      const all = await count(database.owner, table);
      const [ours, theirs] = [
        await inOrg(juniper, (tx) => count(tx, table)),
        await inOrg(harbor, (tx) => count(tx, table)),
      ];
      expect(ours + theirs).toBe(all);
      const nobody = { db: database.db, organizationId: toOrganizationId("org_nobody") };
      expect(await withOrg(nobody, (tx) => count(tx, table))).toBe(0);
    },
  );

  it("shows each organization its own rows and itself alone", async () => {
    for (const tenant of [juniper, harbor]) {
      await inOrg(tenant, async (tx) => {
        expect(await tx.select({ id: schema.organizations.id }).from(schema.organizations)).toEqual([
          { id: tenant.organizationId },
        ]);
        for (const table of [schema.payouts, schema.payoutIntents, schema.balanceTransactions, schema.webhookEvents]) {
          expect(await count(tx, table)).toBe(1);
        }
      });
    }
  });

  it("takes no row for another organization, and lets none be moved or changed there", async () => {
    const foreign = payoutRow(harbor, { stripePayoutId: "po_foreign" });
    expect(await refusalOf(inOrg(juniper, (tx) => tx.insert(schema.payouts).values(foreign)))).toMatchObject(refused);
    expect(await refusalOf(database.db.insert(schema.payouts).values(foreign))).toMatchObject(refused);
    const move = inOrg(juniper, (tx) => tx.update(schema.webhookEvents).set({ organizationId: harbor.organizationId }));
    expect(await refusalOf(move)).toMatchObject(refused);
    await inOrg(juniper, (tx) => tx.update(schema.balanceTransactions).set({ description: "changed" }));
    expect(await database.owner.$count(schema.balanceTransactions, sql`description = 'changed'`)).toBe(1);
  });

  it("is not rewritten by a row of the same key that belongs to another organization", async () => {
    const { organizationId } = harbor;
    const hijack = inOrg(harbor, (tx) =>
      tx
        .insert(schema.webhookEvents)
        .values(eventRow(`evt_${juniper.organizationId}`, { organizationId }))
        .onConflictDoUpdate({ target: schema.webhookEvents.id, set: { type: "payout.failed" } }),
    );
    expect(await refusalOf(hijack)).toMatchObject(refused);
  });
});

describe("people", () => {
  it("are seen by those who share an organization with them, their passwords and sessions by nobody", async () => {
    await inOrg(juniper, async (tx) => {
      expect(await tx.select({ id: schema.users.id }).from(schema.users)).toEqual([
        { id: `user_${juniper.organizationId}` },
      ]);
      for (const table of [schema.accounts, schema.sessions, schema.verifications])
        expect(await count(tx, table)).toBe(0);
    });
  });

  it("are there for the sign-in library, which works outside of any organization", async () => {
    for (const table of [schema.users, schema.accounts, schema.sessions])
      expect(await count(database.db, table)).toBe(2);
  });

  it("are written outside of an organization only, also in the middle of a transaction", async () => {
    const person = { id: "user_new", name: "New", email: "new@example.com" };
    expect(await refusalOf(inOrg(juniper, (tx) => tx.insert(schema.users).values(person)))).toMatchObject(refused);
    const { organizationId } = juniper;
    await inOrg(juniper, async (tx) => {
      await enterOrg(tx, null);
      await tx.insert(schema.users).values(person);
      await enterOrg(tx, organizationId);
      await tx.insert(schema.members).values({ id: "member_new", organizationId, userId: person.id, role: "viewer" });
      expect(await count(tx, schema.users)).toBe(2);
    });
  });
});

describe("the application's user", () => {
  it.each([
    ["remove money's history", "delete from payouts"],
    ["rewrite what was done", "update audit_log set actor_name = 'nobody'"],
    ["empty a table", "truncate payouts"],
    ["take the wall down", "alter table payouts disable row level security"],
    ["make a way around it", "create policy open on payouts using (true)"],
    ["make an organization", "insert into organizations (id, name, slug) values ('x', 'x', 'x')"],
    ["look past it", "set row_security = off; select * from payouts"],
    ["become the owner", "select set_config('role', tableowner, false) from pg_tables where tablename = 'payouts'"],
  ])("cannot %s", async (_what, statement) => {
    expect(await refusalOf(database.db.execute(sql.raw(statement)))).toMatchObject(refused);
  });
});

describe("raising the wall", () => {
  const asOwner = async <T>(work: (client: Client) => Promise<T>) => {
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    return work(client).finally(() => client.end());
  };
  const state = () =>
    asOwner(async (client) => {
      const { rows } = await client.query(
        "select tablename, policyname, qual from pg_policies where schemaname = 'public' order by 1, 2",
      );
      return rows;
    });

  it("covers a table that comes later, and mends what was taken down", async () => {
    const before = await state();
    await asOwner(async (client) => {
      await client.query("create table later (organization_id text not null)");
      await client.query("drop policy tenant on payouts");
      await client.query("alter table charges no force row level security");
    });
    await applyMigrations(database.ownerUrl);
    const after = await state();
    expect(after.filter(({ tablename }) => tablename !== "later")).toEqual(before);
    expect(after.filter(({ tablename }) => tablename === "later")).toMatchObject([{ policyname: "tenant" }]);
    await asOwner((client) => client.query("drop table later"));
  });
});
