import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { Client } from "pg";
import { allowApplication } from "./allow-application";
import { applyMigrations } from "./apply-migrations";
import { createDb, type Database, type DatabaseHandle } from "./client";
import { wallScript } from "./raise-wall";

// Named after what makes it: a template that was made otherwise could not be brought up to date.
const migrations = new URL("./migrations/", import.meta.url);
const scripts = readdirSync(migrations).filter((name) => name.endsWith(".sql"));
const makers = [
  ...scripts.toSorted().map((name) => new URL(name, migrations)),
  ...["allow-application.ts", "raise-wall.ts", "wall-policies.ts"].map((name) => new URL(name, import.meta.url)),
];
const made = makers.reduce((hash, file) => hash.update(readFileSync(file)), createHash("sha256").update(wallScript));
const templateName = `test_template_${made.digest("hex").slice(0, 12)}`;
const applicationUser = "pennyproof_test";

/** `db` is what the product has: the application's user, for whom row-level security holds. */
export type TestDatabase = DatabaseHandle & {
  readonly url: string;
  /** The tables' owner, who sees every row: for setting rows up and for looking at what was stored. */
  readonly owner: Database;
  readonly ownerUrl: string;
};

/**
 * A database of its own for one test file: a clone of a migrated template on the server that
 * `TEST_DATABASE_URL` names, signed in to as the application is. `DB_DRIVER=neon` with `NEON_WSPROXY` runs the same
 * tests through Neon's driver.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = process.env.TEST_DATABASE_URL;
  if (!adminUrl) throw new Error("TEST_DATABASE_URL is not set; run the tests through vitest or npm test.");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await cloneTemplate(adminUrl, name);
  const ownerUrl = withDatabase(adminUrl, name);
  const url = asApplication(ownerUrl);
  const driver = process.env.DB_DRIVER === "neon" ? "neon" : "pg";
  const open = (address: string) => createDb(address, { driver, neonProxy: process.env.NEON_WSPROXY });
  const [handle, owner] = [open(url), open(ownerUrl)];
  return {
    url,
    ownerUrl,
    db: handle.db,
    owner: owner.db,
    close: async () => {
      await Promise.all([handle.close(), owner.close()]);
      await asAdmin(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

async function cloneTemplate(adminUrl: string, name: string): Promise<void> {
  await asAdmin(adminUrl, async (client) => {
    // Test files run in several processes: one makes the template, and clones take turns, because a template
    // must have no other connection while it is copied.
    await client.query("select pg_advisory_lock(7236002)");
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [templateName]);
    if (!rowCount) await makeTemplate(adminUrl, client);
    await client.query(`create database ${name} template ${templateName}`);
  });
}

/** Named last: one that was left half-made must not be taken for the template. */
async function makeTemplate(adminUrl: string, client: Client): Promise<void> {
  const draft = `${templateName}_draft`;
  await client.query(`drop database if exists ${draft}`);
  await client.query(`create database ${draft}`);
  const url = withDatabase(adminUrl, draft);
  await applyMigrations(url);
  await allowApplication(url, asApplication(url));
  await client.query(`alter database ${draft} rename to ${templateName}`);
}

function asApplication(url: string): string {
  const changed = new URL(url);
  changed.username = applicationUser;
  changed.password = changed.password && applicationUser;
  return changed.toString();
}

async function asAdmin<T>(adminUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
