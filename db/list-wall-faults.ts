import { sql } from "drizzle-orm";
import type { Database } from "./client";
import { notedTable, policiesQuery, policyFaults } from "./wall-policies";

// Tables without an organization of their own that must be behind the wall all the same.
const people = ["organizations", "users", "sessions", "accounts", "verifications"];

type Found = {
  sees_all: boolean;
  is_owner: boolean;
  has_system: boolean;
  open_tables: string[];
  ways_around: string[];
};

/**
 * What would let this connection see rows of another organization, in words for people; empty when the second wall
 * stands. Asks for nothing but catalogs, and names tables only.
 */
export async function listWallFaults(db: Database): Promise<string[]> {
  const { rows } = await db.execute<Found>(sql`
    with tenants as (
      select c.oid, c.relname, c.relowner, c.relrowsecurity and c.relforcerowsecurity as is_walled
      from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and (
        c.relname in (${sql.join(
          people.map((name) => sql`${name}`),
          sql`, `,
        )})
        or exists (select from pg_attribute a
                   where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped))
    )
    select
      (select bool_or(rolsuper or rolbypassrls) from pg_roles
       where pg_has_role(session_user, oid, 'member')) as sees_all,
      exists (select from tenants where pg_has_role(session_user, relowner, 'member')) as is_owner,
      exists (select from pg_roles
              where rolname = 'pennyproof_system' and pg_has_role(session_user, oid, 'member')) as has_system,
      array(select relname::text from tenants
            where not is_walled or not exists (select from pg_policy where polrelid = tenants.oid)
            order by 1) as open_tables,
      array(select relname::text from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
            union all
            select proname::text from pg_proc
            where pronamespace = 'public'::regnamespace and prosecdef order by 1) as ways_around`);
  return [...rows.flatMap(faultsOf), ...(await listPolicyFaults(db))];
}

/** One policy too many opens a table, for they let through whatever any of them does. */
async function listPolicyFaults(db: Database): Promise<string[]> {
  const noted = await db.execute<{ note: string | null }>(
    sql`select obj_description(to_regclass(${notedTable}), 'pg_class') as note`,
  );
  const { rows } = await db.execute<{ name: string; digest: string }>(sql.raw(policiesQuery));
  return policyFaults(noted.rows[0]?.note ?? null, rows);
}

function faultsOf(found: Found): string[] {
  const faults: string[] = [];
  if (found.sees_all) faults.push("its user is a superuser or may bypass row-level security");
  else if (found.is_owner) faults.push("its user owns the tables");
  if (!found.has_system) faults.push("its user may not take the role pennyproof_system");
  if (found.open_tables.length > 0) faults.push(`row-level security is off for ${found.open_tables.join(", ")}`);
  if (found.ways_around.length > 0) faults.push(`there are ways around it: ${found.ways_around.join(", ")}`);
  return faults;
}
