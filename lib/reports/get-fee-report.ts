import { type SQL, sql } from "drizzle-orm";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { feeCategories, feeKindOf } from "../core/fee-kind";
import { periodBuckets } from "../core/period-buckets";
import type { FeeFigures, FeeLine, FeePeriod, FeeReport, PeriodBounds, ReportRange } from "../core/report";
import type { FeeReportInput } from "../core/report-input";
import { reportRange } from "../core/report-range";
import { keptFees } from "./kept-fees";
import { isIn, otherCurrencies, periodNumber, type ReportScope, reportScope } from "./report-scope";

type FigureRow = {
  figure: "fee" | "gross" | "kept";
  currency: string;
  period: number;
  /** Both empty where the figure is no fee. */
  type: string;
  category: string;
  is_whole_row: boolean;
  amount: string;
  count: number;
};
type Line = FeeLine & { readonly period: number };

const noFees = {
  processingFees: 0n,
  applicationFees: 0n,
  refundFees: 0n,
  fxFees: 0n,
  taxes: 0n,
  otherFees: 0n,
  total: 0n,
} as const satisfies FeeFigures;

/**
 * What Stripe and the platform took, by the time and in the currency of the balance transaction: each entry of its
 * fee details, and each transaction that is a fee as a whole. Beside it what was earned in the same range and
 * currency. Amounts in minor units, signed: what came back is negative. Needs the right to read reports; throws
 * `not_found` for an account that is not ours, `no_connected_account`, and what a range can be refused for.
 */
export async function getFeeReport(ctx: Context, input: FeeReportInput): Promise<FeeReport> {
  requirePermission(ctx.actor, "reports:read");
  const range = reportRange(input, ctx.now());
  const bounds = input.groupBy === undefined ? [] : periodBuckets(range, input.groupBy, ctx.now());
  const scope = await reportScope(ctx, input);
  const rows = await readFigures(ctx, scope, { range, periods: bounds });

  const own = rows.filter((row) => row.currency === scope.currency);
  const lines = own.filter((row) => row.figure === "fee").map(toLine);
  const gross = own.filter((row) => row.figure === "gross");
  const fees = sumUp(lines);
  const earned = sumOf(gross);
  return {
    ...fees,
    range,
    groupBy: input.groupBy ?? null,
    currency: scope.currency,
    gross: earned,
    payments: gross.reduce((count, row) => count + row.count, 0),
    // Fees may be booked in another currency than the payments; none here is not a rate of nothing.
    effectiveRate: earned === 0n || lines.length === 0 ? null : Number(fees.total) / Number(earned),
    count: lines.reduce((count, line) => count + line.count, 0),
    breakdown: joinLines(lines),
    notReturned: sumOf(own.filter((row) => row.figure === "kept")),
    periods: bounds.map((period, index) => periodOf(period, index + 1)),
    otherCurrencies: otherCurrencies(
      rows.filter((row) => row.figure === "fee"),
      scope.currency,
    ),
  };

  function periodOf(bounds: PeriodBounds, number: number): FeePeriod {
    return {
      ...bounds,
      ...sumUp(lines.filter((line) => line.period === number)),
      gross: sumOf(gross.filter((row) => row.period === number)),
    };
  }
}

async function readFigures(
  ctx: Context,
  { ownRows }: ReportScope,
  { range, periods }: { range: ReportRange; periods: readonly PeriodBounds[] },
): Promise<FigureRow[]> {
  const period = (column: SQL) => periodNumber(column, periods.length === 0 ? [range] : periods);
  const { rows } = await withOrg(ctx, (tx) =>
    tx.execute<FigureRow>(sql`
      select figure, currency, period, type, category, is_whole_row,
             sum(amount)::text as amount,
             count(*)::int as count
      from (
        select 'fee' as figure, currency, ${period(sql`created`)} as period,
               detail.type, reporting_category as category, false as is_whole_row, detail.minor::numeric as amount
        from balance_transactions
        cross join lateral jsonb_to_recordset(fee_details) as detail(type text, minor text)
        where ${ownRows(sql`balance_transactions`)}
          and ${isIn(sql`created`, range)}
        union all
        select 'fee', currency, ${period(sql`created`)}, type, reporting_category, true, -amount
        from balance_transactions
        where ${ownRows(sql`balance_transactions`)}
          and ${isIn(sql`created`, range)}
          and reporting_category in (${sql.join(
            [...feeCategories].map((category) => sql`${category}`),
            sql`, `,
          )})
        union all
        select 'gross', currency, ${period(sql`created`)}, '', '', false, amount_captured
        from charges
        where ${ownRows(sql`charges`)}
          and ${isIn(sql`created`, range)}
          and status = 'succeeded'
          and captured
        union all
        ${keptFees(ownRows(sql`refunds`), isIn(sql`refunds.created`, range))}
      ) found
      group by 1, 2, 3, 4, 5, 6`),
  );
  return rows;
}

function toLine(row: FigureRow): Line {
  const { period, type, category, count } = row;
  const kind = feeKindOf({ type, category, isWholeRow: row.is_whole_row });
  return { period, type, kind, category, amount: BigInt(row.amount), count };
}

function sumUp(lines: readonly FeeLine[]): FeeFigures {
  const sums: { -readonly [Figure in keyof FeeFigures]: bigint } = { ...noFees };
  for (const { kind, amount } of lines) {
    sums[kind] += amount;
    sums.total += amount;
  }
  return sums;
}

function sumOf(rows: readonly FigureRow[]): bigint {
  return rows.reduce((sum, row) => sum + BigInt(row.amount), 0n);
}

/** One line for each type on each category, over all periods, the dearest first. */
function joinLines(lines: readonly Line[]): FeeLine[] {
  const joined = new Map<string, FeeLine>();
  for (const { type, kind, category, amount, count } of lines) {
    const key = JSON.stringify([type, kind, category]);
    const known = joined.get(key) ?? { type, kind, category, amount: 0n, count: 0 };
    joined.set(key, { ...known, amount: known.amount + amount, count: known.count + count });
  }
  return [...joined.entries()]
    .toSorted(([firstKey, first], [secondKey, second]) =>
      first.amount === second.amount ? (firstKey < secondKey ? -1 : 1) : first.amount > second.amount ? -1 : 1,
    )
    .map(([, line]) => line);
}
