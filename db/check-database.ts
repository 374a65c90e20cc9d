import { readFileSync } from "node:fs";
import { Client } from "pg";
import { z } from "zod";
import { type Finding, missing, ok } from "../lib/core/finding";
import { createDb } from "./client";
import { listWallFaults } from "./list-wall-faults";

const versionMin = 150_000;
const journal = new URL("./migrations/meta/_journal.json", import.meta.url);
const journalSchema = z.object({ entries: z.array(z.object({ when: z.number() })) });
const patienceMs = 5_000;

/**
 * Whether the database answers, is new enough, has every table of this version, and keeps organizations apart for the
 * user of `url`. Never says the address or password.
 */
export async function checkDatabase(url: string): Promise<Finding[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: patienceMs });
  // A server that goes away meanwhile fails the query that waits for it.
  client.on("error", () => undefined);
  try {
    await client.connect();
    const tables = await migrationsOf(client);
    return [await versionOf(client), tables, ...(tables.state === "ok" ? [await wallOf(url)] : [])];
  } catch (error) {
    return [
      missing("Database", `It does not let us in: ${reasonOf(error)}.`, "Correct DATABASE_URL, or start the database."),
    ];
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function versionOf(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ number: number; text: string }>(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as text",
  );
  const [{ number, text } = { number: 0, text: "unknown" }] = rows;
  if (number >= versionMin) return ok("Database", `PostgreSQL ${text}.`);
  return missing("Database", `PostgreSQL ${text} is too old.`, "Use PostgreSQL 15 or newer.");
}

async function migrationsOf(client: Client): Promise<Finding> {
  const { entries } = journalSchema.parse(JSON.parse(readFileSync(journal, "utf8")));
  const newest = Math.max(...entries.map(({ when }) => when));
  const { rows } = await client.query<{ known: boolean }>(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as known",
  );
  const applied = rows[0]?.known
    ? await client.query<{ newest: string | null }>(
        "select max(created_at)::text as newest from drizzle.__drizzle_migrations",
      )
    : null;
  const reached = Number(applied?.rows[0]?.newest ?? 0);
  if (reached === newest) return ok("Tables", "Up to date.");
  if (reached > newest)
    return missing("Tables", "They are newer than this version.", "Deploy the version that made them.");
  return missing(
    "Tables",
    reached === 0 ? "There are none." : "They are older than this version.",
    "npm run db:migrate",
  );
}

async function wallOf(url: string): Promise<Finding> {
  const subject = "Second wall";
  const { db, close } = createDb(url, { driver: "pg", connectionsMax: 1 });
  try {
    const faults = await listWallFaults(db);
    if (faults.length === 0) return ok(subject, "Row-level security holds for the application's user.");
    const mend = "Name the owner in DATABASE_OWNER_URL and another user in DATABASE_URL, then: npm run db:migrate";
    return missing(
      subject,
      `${faults.join("; ")}.`.replace(/^./, (first) => first.toUpperCase()),
      mend,
    );
  } finally {
    await close();
  }
}

/** PostgreSQL's or the network's code, which unlike their sentences never holds a name or a password. */
function reasonOf(error: unknown): string {
  if (typeof error === "object" && error !== null && "code" in error) return String(error.code);
  return error instanceof Error ? error.name : "no reason given";
}
