import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Client } from "pg";

/** Roles, policies and grants that keep organizations apart, as one script. */
export const wallScript = readFileSync(fileURLToPath(new URL("./second-wall.sql", import.meta.url)), "utf8");

// What the script makes, as far as somebody could have changed it, and which tables there are.
const stateQuery = `
  select md5(coalesce(string_agg(line, E'\\n' order by line), '')) as state from (
    select concat_ws(' ', relname, relrowsecurity, relforcerowsecurity) as line
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    union all
    select concat_ws(' ', tablename, policyname, roles, cmd, qual, with_check) from pg_policies where schemaname = 'public'
  ) as lines`;
const noted = "drizzle.__drizzle_migrations";

/**
 * Puts up the second wall unless it stands exactly as the script makes it, for just these tables. The caller holds
 * the lock of the migrations, and has brought the tables up to date.
 */
export async function raiseWall(client: Client): Promise<void> {
  const { rows } = await client.query<{ note: string | null }>(`select obj_description($1::regclass) as note`, [noted]);
  if (rows[0]?.note === (await noteOf(client))) return;
  await client.query("begin");
  try {
    await client.query(wallScript);
    await client.query(`comment on table ${noted} is ${client.escapeLiteral(await noteOf(client))}`);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

async function noteOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ state: string }>(stateQuery);
  return `wall ${createHash("sha256").update(wallScript).digest("hex")} ${rows[0]?.state}`;
}
