import { and, eq, inArray, sql } from "drizzle-orm";
import { ledgerChecks } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { ActiveRun } from "../sync/active-run";
import { dayAfter, dayOf } from "./ledger-range";
import type { Cut } from "./read-cut";
import { rewriteRange } from "./rewrite-range";

type Day = { readonly startsAt: Date; readonly rows: number };
type Stretch = { readonly from: Date; readonly to: Date };

/** So few rows are read at once rather than halved. */
const rowsAtOnce = 200;
/** Stripe may show a row some time after the moment it bears. */
const lookBackMs = 2 * 86_400_000;
/** Stripe began in 2010. */
const beginning = new Date("2010-01-01T00:00:00Z");

/**
 * Looks for what Stripe's list has otherwise than the stored rows, and mends what it finds: first since the two were
 * last equal, then all time, halved and halved again, the newer half first. Stops as soon as the rows come to the balance.
 * All time is searched once for a difference; after that it is left to the days that are read again every night.
 */
export async function searchDrift(ctx: Context, run: ActiveRun, drifted: readonly Cut[]): Promise<void> {
  const days = await daysOf(ctx, run);
  const end = dayAfter(ctx.now());
  const { since, isSearched } = await whatIsKnown(ctx, run, drifted);
  const isFound = () => hasSettled(ctx, run, drifted);
  const recent = since === null ? null : dayOf(new Date(since.getTime() - lookBackMs));
  if (recent && (await search(ctx, run, { days, from: recent, to: end, isFound }))) return;
  if (isSearched) return;
  await search(ctx, run, { days, from: beginning, to: recent ?? end, isFound });
}

type Search = Stretch & { readonly days: readonly Day[]; readonly isFound: () => Promise<boolean> };

async function search(ctx: Context, run: ActiveRun, { days, from, to, isFound }: Search): Promise<boolean> {
  const inside = days.filter(({ startsAt }) => startsAt >= from && startsAt < to);
  const middle = middleOf(inside);
  if (middle === null || middle <= from) {
    await rewriteRange(ctx, run, { from, to, keepsWindows: false });
    return isFound();
  }
  return (
    (await search(ctx, run, { days, from: middle, to, isFound })) ||
    (await search(ctx, run, { days, from, to: middle, isFound }))
  );
}

/** The day at which half of the rows lie behind; null for what is not worth halving. */
function middleOf(days: readonly Day[]): Date | null {
  const rows = days.reduce((sum, day) => sum + day.rows, 0);
  if (days.length < 2 || rows <= rowsAtOnce) return null;
  let behind = 0;
  for (const [index, day] of days.entries()) {
    behind += day.rows;
    const next = days[index + 1];
    if (next && behind * 2 >= rows) return next.startsAt;
  }
  return days.at(-1)?.startsAt ?? null;
}

async function daysOf(ctx: Context, run: ActiveRun): Promise<Day[]> {
  const { rows } = await withOrg(ctx, (tx) =>
    tx.execute<{ starts_at: string; row_count: number }>(sql`
      select starts_at, sum(row_count)::int as row_count
      from ledger_windows
      where organization_id = ${ctx.organizationId} and connected_account_id = ${run.account.id}
      group by 1
      order by 1`),
  );
  return rows.map((row) => ({ startsAt: new Date(row.starts_at), rows: row.row_count }));
}

/** Since when at most the two have differed, and whether the very same difference was searched for before. */
async function whatIsKnown(ctx: Context, run: ActiveRun, drifted: readonly Cut[]) {
  const checks = await withOrg(ctx, (tx) =>
    tx
      .select()
      .from(ledgerChecks)
      .where(
        and(
          eq(ledgerChecks.organizationId, ctx.organizationId),
          eq(ledgerChecks.connectedAccountId, run.account.id),
          inArray(
            ledgerChecks.currency,
            drifted.map(({ currency }) => currency),
          ),
        ),
      ),
  );
  const checkOf = ({ currency, balanceType }: Cut) =>
    checks.find((check) => check.currency === currency && check.balanceType === balanceType);
  const oldest = Math.min(...drifted.map((one) => checkOf(one)?.equalAt?.getTime() ?? beginning.getTime()));
  const isSearched = drifted.every((one) => {
    const check = checkOf(one);
    return check?.state === "differs" && check.stripe - check.ledger === one.stripeMinor - one.ledgerMinor;
  });
  return { since: oldest > beginning.getTime() ? new Date(oldest) : null, isSearched };
}

async function hasSettled(ctx: Context, run: ActiveRun, drifted: readonly Cut[]): Promise<boolean> {
  const { rows } = await withOrg(ctx, (tx) =>
    tx.execute<{ currency: string; balance_type: string; net: string }>(sql`
      select currency, balance_type, sum(net_amount)::text as net
      from balance_transactions
      where organization_id = ${ctx.organizationId}
        and connected_account_id = ${run.account.id}
      group by 1, 2`),
  );
  return drifted.every(({ currency, balanceType, stripeMinor }) => {
    const sum = rows.find((row) => row.currency === currency && row.balance_type === balanceType);
    return BigInt(sum?.net ?? 0) === stripeMinor;
  });
}
