import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Client } from "pg";
import { raiseWall } from "./raise-wall";

const folder = fileURLToPath(new URL("./migrations", import.meta.url));
/** Any constant; all starters of one database wait for each other on it. */
const lockId = 7_236_001;

/**
 * Brings a database up to date, and the wall between organizations with it; several starters at once take turns.
 * `url` names the owner of the tables. Throws what the database says when it fails.
 */
export async function applyMigrations(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const db = drizzle(client);
    await db.execute(sql`select pg_advisory_lock(${lockId})`);
    await migrate(db, { migrationsFolder: folder });
    await raiseWall(client);
  } finally {
    // Ending the session gives the lock back.
    await client.end();
  }
}
