import { sql } from "drizzle-orm";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { comparedPeriods } from "../core/compared-periods";
import { periodBuckets } from "../core/period-buckets";
import type { PeriodBounds, ReportRange, RevenueFigures, RevenuePeriod, RevenueReport } from "../core/report";
import type { RevenueReportInput } from "../core/report-input";
import { groupingFor, reportRange } from "../core/report-range";
import { divideHalfEven } from "../core/rounding";
import { isIn, otherCurrencies, periodNumber, type ReportScope, reportScope } from "./report-scope";

type FigureRow = {
  kind: "revenue" | "refunds" | "disputes";
  currency: string;
  period: number;
  amount: string;
  count: number;
};

/**
 * What was captured of succeeded charges, by the time and in the currency of the charge; beside it the refunds by
 * their own time, failed and canceled ones left out, and the disputes by theirs, without inquiries and without those
 * that were won or prevented. Amounts in minor units of one currency. Needs the right to read reports; throws
 * `not_found` for an account that is not ours, `no_connected_account`, and what a range can be refused for.
 */
export async function getRevenueReport(ctx: Context, input: RevenueReportInput): Promise<RevenueReport> {
  requirePermission(ctx.actor, "reports:read");
  const now = ctx.now();
  const range = reportRange(input, now);
  const groupBy = input.groupBy ?? groupingFor(range);
  const bounds = periodBuckets(range, groupBy, now);
  const scope = await reportScope(ctx, input);

  const rows = await readFigures(ctx, scope, { range, periods: bounds });
  const periods = fillPeriods(bounds, rows, scope);
  const complete = periods.filter((period) => period.isComplete);
  return {
    range,
    groupBy,
    currency: scope.currency,
    periods,
    ...sumUp(periods),
    average: averageOf(periods) ?? 0n,
    averageOfCompletePeriods: averageOf(complete),
    incompleteFrom: periods.find((period) => !period.isComplete)?.date ?? null,
    otherCurrencies: otherCurrencies(rows, scope.currency),
    comparison: input.compare === "none" ? null : await compare(),
  };

  async function compare(): Promise<RevenueReport["comparison"]> {
    const earlier = comparedPeriods({ range, periods: bounds, groupBy }, input.compare, now);
    const earlierPeriods = fillPeriods(earlier.periods, await readFigures(ctx, scope, earlier), scope);
    const { total, count } = sumUp(earlierPeriods);
    return { range: earlier.range, total, count, periods: earlierPeriods };
  }
}

/** Every currency of the range, so that those beside the report's own are known from the same reading. */
async function readFigures(
  ctx: Context,
  { ownRows }: ReportScope,
  { range, periods }: { range: ReportRange; periods: readonly PeriodBounds[] },
): Promise<FigureRow[]> {
  const { rows } = await withOrg(ctx, (tx) =>
    tx.execute<FigureRow>(sql`
      select kind,
             currency,
             ${periodNumber(sql`created`, periods)} as period,
             sum(amount)::text as amount,
             count(*)::int as count
      from (
        select 'revenue' as kind, created, currency, amount_captured as amount
        from charges
        where ${ownRows(sql`charges`)}
          and ${isIn(sql`created`, range)}
          and status = 'succeeded'
          and captured
        union all
        select 'refunds' as kind, created, currency, amount
        from refunds
        where ${ownRows(sql`refunds`)}
          and ${isIn(sql`created`, range)}
          and (status is null or status not in ('failed', 'canceled'))
        union all
        select 'disputes' as kind, created, currency, amount
        from disputes
        where ${ownRows(sql`disputes`)}
          and ${isIn(sql`created`, range)}
          and status not like 'warning\\_%'
          and status not in ('won', 'prevented')
      ) found
      group by 1, 2, 3`),
  );
  return rows;
}

function fillPeriods(
  bounds: readonly PeriodBounds[],
  rows: readonly FigureRow[],
  { currency }: ReportScope,
): RevenuePeriod[] {
  const periods = bounds.map((period) => ({ ...period, revenue: 0n, count: 0, refunds: 0n, disputes: 0n }));
  for (const row of rows.filter((found) => found.currency === currency)) {
    const period = periods[row.period - 1];
    if (!period) throw new Error("A row lies outside of all periods.");
    period[row.kind] = BigInt(row.amount);
    if (row.kind === "revenue") period.count = row.count;
  }
  return periods;
}

function sumUp(periods: readonly RevenueFigures[]) {
  const sumOf = (kind: FigureRow["kind"]) => periods.reduce((sum, period) => sum + period[kind], 0n);
  return {
    total: sumOf("revenue"),
    count: periods.reduce((sum, period) => sum + period.count, 0),
    refunds: sumOf("refunds"),
    disputes: sumOf("disputes"),
  };
}

function averageOf(periods: readonly RevenueFigures[]): bigint | null {
  return periods.length === 0 ? null : divideHalfEven(sumUp(periods).total, BigInt(periods.length));
}
