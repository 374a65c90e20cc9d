import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Client } from "pg";
import { notedTable, policiesQuery, toPolicyLines } from "./wall-policies";

/** Roles, policies and grants that keep organizations apart, as one script. */
export const wallScript = readFileSync(fileURLToPath(new URL("./second-wall.sql", import.meta.url)), "utf8");

// Which tables there are, and which of them are walled.
const tablesQuery = `
  select md5(coalesce(string_agg(concat_ws(' ', relname, relrowsecurity, relforcerowsecurity), E'\\n' order by relname), ''))
    as state
  from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`;

/**
 * Puts up the second wall, and notes which policies that are, unless it stands exactly as the script makes it, for just these tables. The caller holds
 * the lock of the migrations, and has brought the tables up to date.
 */
export async function raiseWall(client: Client): Promise<void> {
  const { rows } = await client.query<{ note: string | null }>(`select obj_description($1::regclass) as note`, [
    notedTable,
  ]);
  if (rows[0]?.note === (await noteOf(client))) return;
  await client.query("begin");
  try {
    await client.query(wallScript);
    await client.query(`comment on table ${notedTable} is ${client.escapeLiteral(await noteOf(client))}`);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

async function noteOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ state: string }>(tablesQuery);
  const policies = await client.query<{ name: string; digest: string }>(policiesQuery);
  const made = `wall ${createHash("sha256").update(wallScript).digest("hex")} ${rows[0]?.state}`;
  return [made, ...toPolicyLines(policies.rows)].join("\n");
}
