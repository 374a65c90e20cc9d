import { type SQL, sql } from "drizzle-orm";
import type { OrgTransaction } from "@/db/with-org";
import type { AccountScope } from "../balance/account-scope";
import type { MirroredColumn, MirroredKind } from "./mirrored-kind";

export type Seen = {
  /** When the request to Stripe was begun, so that of two answers the one asked for later wins. */
  readonly fetchedAt: Date;
  /** Equal rows note the moment as well. Costly for lists, so left to those who ask for the moment afterwards. */
  readonly isNoted?: boolean;
};

/**
 * Mirrors rows of one kind, at most a page of them, by account and Stripe id: new ones are added, changed ones
 * rewritten, equal ones left alone, and what was asked for earlier than the stored row is not taken. `updated_at` is
 * the moment at which a change was first seen. A row of another organization is out of reach, because the account
 * belongs to one organization only.
 */
export async function recordMirrored<T>(
  tx: OrgTransaction,
  scope: AccountScope,
  kind: MirroredKind<T>,
  { rows, ...seen }: Seen & { rows: readonly T[] },
): Promise<void> {
  // One statement may touch a row once only, and taking them in one order keeps two writers from locking each other.
  const byId = new Map(rows.map((row) => [kind.idOf(row), row]));
  const sorted = [...byId.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  if (sorted.length > 0) await tx.execute(upsert(scope, kind, sorted, seen));
}

function upsert<T>(
  { organizationId, connectedAccountId }: AccountScope,
  kind: MirroredKind<T>,
  rows: readonly T[],
  { fetchedAt, isNoted = false }: Seen,
): SQL {
  const moment = sql`${fetchedAt.toISOString()}::timestamptz`;
  const id: MirroredColumn<T> = { name: kind.key, type: "text", read: kind.idOf };
  const arrays = [id, ...kind.columns].map((column) => arrayOf(rows, column, fetchedAt));
  const names = commas(kind.columns.map(({ name }) => sql.identifier(name)));
  const isChanged = sql`(${commas(kind.columns.map(({ name }) => sql`stored.${sql.identifier(name)}`))})
    is distinct from (${commas(kind.columns.map(newValueOf))})`;
  return sql`
    insert into ${sql.identifier(kind.table)} as stored (
      organization_id, connected_account_id, fetched_at, updated_at, ${sql.identifier(kind.key)}, ${names}
    )
    select ${organizationId}::text, ${connectedAccountId}::uuid, ${moment}, ${moment}, incoming.*
    from unnest(${commas(arrays)}) as incoming
    on conflict (connected_account_id, ${sql.identifier(kind.key)}) do update
    set ${commas(kind.columns.map((column) => sql`${sql.identifier(column.name)} = ${newValueOf(column)}`))},
        fetched_at = excluded.fetched_at,
        updated_at = case when ${isChanged} then excluded.updated_at else stored.updated_at end
    where stored.organization_id = excluded.organization_id
      and stored.fetched_at <= excluded.fetched_at
      and (${isNoted}::boolean or ${isChanged})`;
}

function arrayOf<T>(rows: readonly T[], { type, read }: MirroredColumn<T>, fetchedAt: Date): SQL {
  return sql`${sql.param(rows.map((row) => read(row, fetchedAt)))}::${sql.raw(type)}[]`;
}

function newValueOf<T>({ name, merged }: MirroredColumn<T>): SQL {
  return merged ?? sql`excluded.${sql.identifier(name)}`;
}

function commas(parts: (SQL | ReturnType<typeof sql.identifier>)[]): SQL {
  return sql.join(parts, sql`, `);
}
