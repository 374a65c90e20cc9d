import { Client, type QueryResult } from "pg";
import { filledBySync } from "./refresh-statistics";

// History stays: these rows are added and some of them corrected, and none is ever removed. A ledger row that Stripe does
// not have may go, and what it was stays in the repairs.
const lasting = "audit_log, payout_events, ledger_repairs, payouts, payout_intents, connected_accounts";

/**
 * Makes the user that the application signs in as, whom `applicationUrl` names with its password, and grants it what
 * the tables of `ownerUrl`'s database need. It owns nothing, and row-level security holds for it. Said again, it
 * renews password and grants. Throws a sentence for people when the two are the same user, or when the user that is
 * there could look past the wall.
 */
export async function allowApplication(ownerUrl: string, applicationUrl: string): Promise<void> {
  const { username, password } = new URL(applicationUrl);
  const name = decodeURIComponent(username);
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("begin");
    // Roles and grants are rows that two at a time cannot change; roles belong to all databases of a server.
    await client.query("select pg_advisory_xact_lock(7236003)");
    await recordUser(client, name, decodeURIComponent(password));
    await grant(client, client.escapeIdentifier(name));
    await client.query("commit");
  } catch (error) {
    throw isRefusal(error)
      ? new Error(`The owner of the tables may not make the user ${name}: ${error.message}`)
      : error;
  } finally {
    // Ending the session undoes what is not committed.
    await client.end();
  }
}

function isRefusal(error: unknown): error is Error {
  return error instanceof Error && "code" in error && error.code === "42501";
}

async function recordUser(client: Client, name: string, password: string): Promise<void> {
  const { rows }: QueryResult<{ is_owner: boolean; is_there: boolean; sees_all: boolean }> = await client.query(
    `select $1 = current_user as is_owner,
            count(*) > 0 as is_there,
            coalesce(bool_or(rolsuper or rolbypassrls), false) as sees_all
     from pg_roles where rolname = $1`,
    [name],
  );
  const [found] = rows;
  if (found?.is_owner) throw new Error(`The application needs a database user of its own; ${name} owns the tables.`);
  if (found?.sees_all) throw new Error(`The database user ${name} may see every row; the application needs another.`);
  const withPassword = password === "" ? "" : `password ${client.escapeLiteral(password)}`;
  const user = client.escapeIdentifier(name);
  // Without inheritance, so that the role of the product's own work counts only where it is taken.
  if (found?.is_there) await client.query(`alter role ${user} login noinherit ${withPassword}`);
  else await client.query(`create role ${user} login noinherit nosuperuser nobypassrls nocreatedb ${withPassword}`);
}

async function grant(client: Client, user: string): Promise<void> {
  await client.query(`
    grant usage on schema public to ${user};
    grant select, insert, update, delete on all tables in schema public to ${user};
    grant usage on all sequences in schema public to ${user};
    revoke delete on ${lasting} from ${user};
    revoke update on audit_log, payout_events, ledger_repairs from ${user};
    revoke insert, delete on organizations from ${user};
    grant usage on schema drizzle to ${user};
    grant select on all tables in schema drizzle to ${user};
    grant pennyproof_system to ${user};
  `);
  // For the statistics alone; it shows no row. Older versions have no such right.
  if (Number((await client.query("show server_version_num")).rows[0].server_version_num) >= 170_000)
    await client.query(`grant maintain on ${filledBySync.join(", ")} to ${user}`);
}
