import { sql } from "drizzle-orm";
import type { Database } from "./client";

/** What a sync fills, and what pages and reports read. */
export const filledBySync = [
  "balance_transactions",
  "payouts",
  "charges",
  "refunds",
  "disputes",
  "customers",
  "subscriptions",
];
/** A table that grew by more than a tenth and by more than so many pages of 8 KB is another one to the planner. */
const pagesLeast = 8;

/**
 * Tells PostgreSQL how large the tables have become, for those that have grown much since it last looked. It looks by
 * itself about once a minute; until then it takes what a first sync has just filled for empty, and a report may take
 * longer than a statement is given. Before PostgreSQL 17 only a table's owner can have this done, so
 * there nothing happens. Gives the names of the tables that were looked at.
 */
export async function refreshStatistics(db: Database): Promise<string[]> {
  const names = sql.join(
    filledBySync.map((name) => sql`${name}`),
    sql`, `,
  );
  return db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ name: string }>(sql`
      select relname as name
      from pg_class
      where relnamespace = 'public'::regnamespace
        and relname in (${names})
        and pg_relation_size(oid) / current_setting('block_size')::int > 1.1 * relpages + ${pagesLeast}::int
        and case when current_setting('server_version_num')::int >= 170000 then has_table_privilege(oid, 'MAINTAIN') end
      order by 1`);
    const grown = rows.map(({ name }) => name);
    // One that somebody else is looking at just now is left to them.
    for (const name of grown) await tx.execute(sql`analyze (skip_locked) ${sql.identifier(name)}`);
    return grown;
  });
}
