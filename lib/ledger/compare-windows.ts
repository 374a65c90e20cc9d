import { sql } from "drizzle-orm";
import { withOrg } from "@/db/with-org";
import type { AccountScope } from "../balance/account-scope";
import { rowHash, windowStart } from "../balance/ledger-window";
import type { Context } from "../context";

/** A day and currency whose stored rows are not what was written. */
export type DifferingWindow = {
  readonly currency: string;
  readonly startsAt: Date;
  /** Whether anything was ever written down for it; not before windows were kept. */
  readonly isKept: boolean;
  /** Rows that were written or are there, whichever is more. */
  readonly rows: number;
};

type Found = { currency: string; starts_at: string; is_kept: boolean; row_count: number };

type Options = {
  rowsPerStatement?: number;
  /** Done between the statements of a long ledger, by a caller who has to show that it is alive. */
  stayAlive?: () => Promise<void>;
};

const stored = sql.raw("stored");

/**
 * Adds up all stored rows of an account, day by day, and gives the windows where that is not what was written, oldest
 * first. Asks nobody, writes nothing. A long ledger is added up in statements of some 250,000 rows.
 */
export async function compareWindows(
  ctx: Pick<Context, "db" | "organizationId">,
  scope: AccountScope,
  { rowsPerStatement = 250_000, stayAlive = async () => undefined }: Options = {},
): Promise<DifferingWindow[]> {
  const differing: DifferingWindow[] = [];
  const starts = await slicesOf(ctx, scope, rowsPerStatement);
  for (const [index, from] of starts.entries()) {
    if (index > 0) await stayAlive();
    differing.push(...(await compare(ctx, scope, { from, to: starts[index + 1] ?? "infinity" })));
  }
  return differing;
}

/** Where to cut the ledger so that no statement takes long; a day is never cut. */
async function slicesOf(
  ctx: Pick<Context, "db" | "organizationId">,
  scope: AccountScope,
  rowsPerStatement: number,
): Promise<string[]> {
  const { rows } = await withOrg(ctx, (tx) =>
    tx.execute<{ starts_at: string }>(sql`
      select distinct min(starts_at)::text as starts_at, min(starts_at) as place
      from (
        select starts_at, sum(row_count) over (order by starts_at) / ${rowsPerStatement}::int as slice
        from ledger_windows
        where organization_id = ${ctx.organizationId} and connected_account_id = ${scope.connectedAccountId}
      ) as sliced
      group by slice
      order by place`),
  );
  return ["-infinity", ...rows.slice(1).map((row) => row.starts_at)];
}

async function compare(
  ctx: Pick<Context, "db" | "organizationId">,
  { organizationId, connectedAccountId }: AccountScope,
  { from, to }: { from: string; to: string },
): Promise<DifferingWindow[]> {
  const { rows } = await withOrg(ctx, (tx) =>
    tx.execute<Found>(sql`
      with found as (
        select currency, ${windowStart(stored)} as starts_at, count(*)::int as row_count, sum(amount) as amount,
               sum(fee) as fee, sum(net_amount) as net, sum(${rowHash(stored)}) as hash
        from balance_transactions as stored
        where organization_id = ${organizationId}
          and connected_account_id = ${connectedAccountId}
          and created >= ${from}::timestamptz
          and created < ${to}::timestamptz
        group by 1, 2
      ),
      written as (
        select currency, starts_at, row_count, amount, fee, net, hash
        from ledger_windows
        where organization_id = ${organizationId}
          and connected_account_id = ${connectedAccountId}
          and starts_at >= ${from}::timestamptz
          and starts_at < ${to}::timestamptz
      )
      select currency, starts_at, written.row_count is not null as is_kept,
             greatest(written.row_count, found.row_count) as row_count
      from written
      full join found using (currency, starts_at)
      where (coalesce(written.row_count, 0), coalesce(written.amount, 0), coalesce(written.fee, 0),
             coalesce(written.net, 0), coalesce(written.hash, 0))
            is distinct from
            (coalesce(found.row_count, 0), coalesce(found.amount, 0), coalesce(found.fee, 0),
             coalesce(found.net, 0), coalesce(found.hash, 0))
      order by starts_at, currency`),
  );
  return rows.map((row) => ({
    currency: row.currency,
    startsAt: new Date(row.starts_at),
    isKept: row.is_kept,
    rows: row.row_count,
  }));
}
