import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toOrganizationId } from "../lib/core/ids";
import { allowApplication } from "./allow-application";
import { applyMigrations } from "./apply-migrations";
import { createDb, type DatabaseHandle } from "./client";
import { listWallFaults } from "./list-wall-faults";
import { organizations, payouts } from "./schema";
import { refusalOf } from "./testing-refusals";
import { withOrg, withSystem } from "./with-org";

// On hosted databases the owner of the tables is no superuser: it may make roles, and row-level security holds for it.

const adminUrl = process.env.TEST_DATABASE_URL ?? "";
const suffix = randomUUID().slice(0, 8);
const names = { database: `test_plain_${suffix}`, owner: `plain_owner_${suffix}`, application: `plain_app_${suffix}` };
let ownerUrl: string;
let applicationUrl: string;
let owner: DatabaseHandle;
let application: DatabaseHandle;

async function asAdmin(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

function addressFor(user: string): string {
  return Object.assign(new URL(adminUrl), { username: user, password: "secret", pathname: `/${names.database}` }).href;
}

beforeAll(async () => {
  await asAdmin(
    `create role ${names.owner} login createrole nosuperuser password 'secret'`,
    // Roles belong to the whole server, where the other tests have made this one already.
    `do $$ begin create role pennyproof_system nologin noinherit; exception when duplicate_object then null; end $$`,
    `grant pennyproof_system to ${names.owner} with admin option`,
    `create database ${names.database} owner ${names.owner}`,
  );
  [ownerUrl, applicationUrl] = [addressFor(names.owner), addressFor(names.application)];
  await applyMigrations(ownerUrl);
  await allowApplication(ownerUrl, applicationUrl);
  [owner, application] = [createDb(ownerUrl, { driver: "pg" }), createDb(applicationUrl, { driver: "pg" })];
});
afterAll(async () => {
  await Promise.all([owner.close(), application.close()]);
  await asAdmin(
    `drop database ${names.database} with (force)`,
    `drop role ${names.application}`,
    `revoke pennyproof_system from ${names.owner} cascade`,
    `drop role ${names.owner}`,
  );
});

describe("an owner who is no superuser", () => {
  it("puts up the wall and makes the application's user, also when said again", async () => {
    expect(await listWallFaults(application.db)).toEqual([]);
    await applyMigrations(ownerUrl);
    await allowApplication(ownerUrl, applicationUrl);
    expect(await listWallFaults(application.db)).toEqual([]);
  });

  it("is held by the wall itself, and can still make an organization and do the product's own work", async () => {
    const organizationId = toOrganizationId("org_plain");
    await withOrg({ db: owner.db, organizationId }, (tx) =>
      tx.insert(organizations).values({ id: organizationId, name: "Plain", slug: "plain" }),
    );
    const other = { id: "org_other", name: "Other", slug: "other" };
    expect(await refusalOf(owner.db.insert(organizations).values(other))).toMatchObject({ code: "42501" });
    const found = await withSystem(owner.db, (tx) => tx.select({ slug: organizations.slug }).from(organizations));
    expect(found).toEqual([{ slug: "plain" }]);
    expect(await withOrg({ db: application.db, organizationId }, (tx) => tx.$count(payouts))).toBe(0);
  });

  it("makes a second user beside the first, so that a password changes without a gap", async () => {
    const second = `plain_second_${suffix}`;
    await allowApplication(ownerUrl, addressFor(second));
    const successor = createDb(addressFor(second), { driver: "pg" });
    const organizationId = toOrganizationId("org_plain");
    for (const { db } of [application, successor, application]) {
      expect(await listWallFaults(db)).toEqual([]);
      expect(await withOrg({ db, organizationId }, (tx) => tx.$count(payouts))).toBe(0);
      expect(await withSystem(db, (tx) => tx.$count(organizations))).toBe(1);
    }
    await successor.close();
    await owner.db.execute(`grant ${second} to current_user`);
    await owner.db.execute(`drop owned by ${second}`);
    await owner.db.execute(`drop role ${second}`);
    expect(await listWallFaults(application.db)).toEqual([]);
  });

  it("is refused as the application's user, like a user who sees everything", async () => {
    await expect(allowApplication(ownerUrl, ownerUrl)).rejects.toThrow(/a database user of its own/);
    const superuser = new URL(ownerUrl);
    superuser.username = new URL(adminUrl).username;
    await expect(allowApplication(ownerUrl, superuser.href)).rejects.toThrow(/may see every row/);
  });

  it("says so when it may not make users", async () => {
    await asAdmin(`alter role ${names.owner} nocreaterole`);
    await expect(allowApplication(ownerUrl, addressFor(`other_${suffix}`))).rejects.toThrow(/may not make the user/);
    await asAdmin(`alter role ${names.owner} createrole`);
  });
});
