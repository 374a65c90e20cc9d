import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { Client } from "pg";
import { applyMigrations } from "./apply-migrations";
import { createDb, type DatabaseHandle } from "./client";

// Named after the migrations: a template that was made with others could not be brought up to date.
const journal = readFileSync(new URL("./migrations/meta/_journal.json", import.meta.url));
const templateName = `test_template_${createHash("sha256").update(journal).digest("hex").slice(0, 12)}`;

export type TestDatabase = DatabaseHandle & { readonly url: string };

/**
 * A database of its own for one test file: a clone of a migrated template on the server that
 * `TEST_DATABASE_URL` names. `DB_DRIVER=neon` with `NEON_WSPROXY` runs the same tests through Neon's driver.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = process.env.TEST_DATABASE_URL;
  if (!adminUrl) throw new Error("TEST_DATABASE_URL is not set; run the tests through vitest or npm test.");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await cloneTemplate(adminUrl, name);
  const url = withDatabase(adminUrl, name);
  const driver = process.env.DB_DRIVER === "neon" ? "neon" : "pg";
  const handle = createDb(url, { driver, neonProxy: process.env.NEON_WSPROXY });
  return {
    url,
    db: handle.db,
    close: async () => {
      await handle.close();
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
    if (!rowCount) await client.query(`create database ${templateName}`);
    await applyMigrations(withDatabase(adminUrl, templateName));
    await client.query(`create database ${name} template ${templateName}`);
  });
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
