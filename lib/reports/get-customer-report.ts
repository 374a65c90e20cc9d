import { type SQL, sql } from "drizzle-orm";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { toStripeAccountId } from "../core/ids";
import { periodBuckets } from "../core/period-buckets";
import type { CustomerReport, Grouping, PeriodBounds, ReportRange, TopCustomer } from "../core/report";
import type { CustomerReportInput } from "../core/report-input";
import { reportRange } from "../core/report-range";
import { customerActivity } from "./customer-activity";
import { at, isIn, otherCurrencies, periodNumber, type ReportScope, reportScope } from "./report-scope";

type FigureRow = {
  total_customers: number;
  new_customers: number;
  active_customers: number;
  returning_customers: number;
  at_start: number;
  joined: number;
  lost: number;
  earned: readonly { currency: string; revenue: string; payments: number; customers: number }[];
  periods: readonly { period: number; newcomers: number; returning: number }[];
  top: readonly TopRow[];
};
type TopRow = {
  account_id: string;
  customer_id: string | null;
  name: string | null;
  email: string | null;
  revenue: string;
  count: number;
  last_payment_at: string;
};

const dayMs = 86_400_000;
/** Up to so many days a range is divided by days, else by weeks. */
const dailyDaysMax = 14;

/**
 * Who paid, who came, and who left. A customer is counted once per connected account: by Stripe's id, else by the
 * e-mail that came with the payment, else each payment is somebody of its own. The counts are over every currency,
 * the top customers by revenue in the report's. Needs the right to read reports; throws `not_found` for an account
 * that is not ours, `no_connected_account`, and what a range can be refused for.
 */
export async function getCustomerReport(ctx: Context, input: CustomerReportInput): Promise<CustomerReport> {
  requirePermission(ctx.actor, "reports:read");
  const range = reportRange(input, ctx.now());
  const groupBy: Grouping = range.to.getTime() - range.from.getTime() > (dailyDaysMax + 0.5) * dayMs ? "week" : "day";
  const bounds = periodBuckets(range, groupBy, ctx.now());
  const scope = await reportScope(ctx, input);
  const found = await readFigures(ctx, scope, { range, periods: bounds, limit: input.limit });

  const earned = found.earned.find((row) => row.currency === scope.currency);
  const churn = { atStart: found.at_start, joined: found.joined, lost: found.lost };
  const couldLeave = churn.atStart + churn.joined;
  return {
    range,
    currency: scope.currency,
    totalCustomers: found.total_customers,
    newCustomers: found.new_customers,
    activeCustomers: found.active_customers,
    returningCustomers: found.returning_customers,
    topCustomers: found.top.map(toTopCustomer),
    revenue: BigInt(earned?.revenue ?? 0),
    payments: earned?.payments ?? 0,
    payingCustomers: earned?.customers ?? 0,
    churnRate: couldLeave === 0 ? null : churn.lost / couldLeave,
    churn,
    groupBy,
    periods: bounds.map((period, index) => {
      const counted = found.periods.find((row) => row.period === index + 1);
      return { ...period, newCustomers: counted?.newcomers ?? 0, returningCustomers: counted?.returning ?? 0 };
    }),
    otherCurrencies: otherCurrencies(found.earned, scope.currency),
  };
}

async function readFigures(
  ctx: Context,
  { ownRows, currency }: ReportScope,
  { range, periods, limit }: { range: ReportRange; periods: readonly PeriodBounds[]; limit: number },
): Promise<FigureRow> {
  const { rows } = await withOrg(ctx, (tx) =>
    tx.execute<FigureRow>(sql`
      with ${customerActivity({ ownRows, range, periods })},
      best as (
        select *
        from earned
        where currency = ${currency}
        order by revenue desc, payments desc, customer, account
        limit ${limit}
      )
      select (select count(*)::int from people) as total_customers,
             (select count(*)::int from people where first_at >= ${at(range.from)}) as new_customers,
             (select count(periods)::int from people) as active_customers,
             (select count(periods)::int from people where first_at < ${at(range.from)}) as returning_customers,
             churn.at_start, churn.joined, churn.lost,
             (select coalesce(json_agg(sums), '[]') from (
                select currency,
                       sum(revenue)::text as revenue,
                       sum(payments)::int as payments,
                       count(*)::int as customers
                from earned
                group by 1
              ) sums) as earned,
             (select coalesce(json_agg(counts), '[]') from (
                select period,
                       count(*) filter (where ${periodNumber(sql`first_at`, periods)} = period)::int as newcomers,
                       count(*) filter (where ${periodNumber(sql`first_at`, periods)} < period)::int as returning
                from people
                cross join unnest(people.periods) as period
                group by 1
              ) counts) as periods,
             (select coalesce(json_agg(named), '[]') from (${topCustomers(ctx, range)}) named) as top
      from churn`),
  );
  const [row] = rows;
  if (!row) throw new Error("The counts came without a row.");
  return row;
}

/**
 * The best with their names, as Stripe knows them, else as they gave them with their last payment. Of a customer who
 * was deleted at Stripe neither is shown.
 */
function topCustomers({ organizationId }: Context, range: ReportRange): SQL {
  return sql`
    select connected_accounts.stripe_account_id as account_id,
           typed.stripe_customer_id as customer_id,
           case when deleted_at is null then coalesce(customers.name, typed.name) end as name,
           case when deleted_at is null then coalesce(customers.email, typed.email) end as email,
           best.revenue::text as revenue,
           best.payments::int as count,
           best.last_payment_at
    from best
    join connected_accounts
      on connected_accounts.organization_id = ${organizationId}
     and connected_accounts.id = best.account
    cross join lateral (
      select max(stripe_customer_id) as stripe_customer_id,
             (array_agg(billing_name order by created desc) filter (where billing_name is not null))[1] as name,
             (array_agg(billing_email order by created desc) filter (where billing_email is not null))[1] as email
      from charges
      where charges.organization_id = ${organizationId}
        and charges.connected_account_id = best.account
        and charges.customer_key = best.customer
        and ${isIn(sql`charges.created`, range)}
        and status = 'succeeded'
    ) typed
    left join customers
      on customers.organization_id = ${organizationId}
     and customers.connected_account_id = best.account
     and customers.stripe_customer_id = typed.stripe_customer_id
    order by best.revenue desc, best.payments desc, best.customer, best.account`;
}

function toTopCustomer(row: TopRow): TopCustomer {
  return {
    accountId: toStripeAccountId(row.account_id),
    customerId: row.customer_id,
    name: row.name,
    email: row.email,
    revenue: BigInt(row.revenue),
    count: row.count,
    lastPaymentAt: new Date(row.last_payment_at),
  };
}
