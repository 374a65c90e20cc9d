import { type SQL, sql } from "drizzle-orm";
import { resolveAccount } from "../accounts/resolve-account";
import type { Context } from "../context";
import { type Currency, toCurrency } from "../core/currency";
import type { PeriodBounds, ReportRange } from "../core/report";

/** Whose rows a report reads, and in which currency. */
export type ReportScope = {
  readonly currency: Currency;
  /** The condition on a table's `organization_id` and, for one account, `connected_account_id`. */
  ownRows(table: SQL): SQL;
};

/**
 * The account that a report names, or all of the organization; without a currency, the default currency of that
 * account or of the default one. Throws `not_found` for an account that is not ours and `no_connected_account`.
 */
export async function reportScope(
  ctx: Context,
  { accountId, currency }: { accountId?: string; currency?: Currency },
): Promise<ReportScope> {
  const account = await resolveAccount(ctx, accountId);
  return {
    currency: currency ?? account.defaultCurrency,
    ownRows: (table) =>
      accountId === undefined
        ? sql`${table}.organization_id = ${ctx.organizationId}`
        : sql`${table}.organization_id = ${ctx.organizationId} and ${table}.connected_account_id = ${account.id}`,
  };
}

/** An instant as a parameter. */
export function at(instant: Date): SQL {
  return sql`${instant.toISOString()}::timestamptz`;
}

/** The condition that an instant lies in a range. */
export function isIn(column: SQL, { from, to }: Pick<ReportRange, "from" | "to">): SQL {
  return sql`${column} >= ${at(from)} and ${column} < ${at(to)}`;
}

/**
 * Number of the period, from 1, that an instant of the range lies in. The database is told the boundaries instead of
 * finding them itself, since its knowledge of the world's clocks may be of another year than ours.
 */
export function periodNumber(column: SQL, periods: readonly Pick<PeriodBounds, "from">[]): SQL {
  const starts = `{${periods.map(({ from }) => `"${from.toISOString()}"`).join(",")}}`;
  return sql`width_bucket(${column}, ${starts}::timestamptz[])`;
}

/** The currencies of rows beside the report's own, in the order of their names. */
export function otherCurrencies(rows: readonly { currency: string }[], own: Currency): Currency[] {
  return [...new Set(rows.map((row) => toCurrency(row.currency)))].filter((code) => code !== own).toSorted();
}
