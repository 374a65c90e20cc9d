import { type SQL, sql } from "drizzle-orm";
import type { PeriodBounds, ReportRange } from "../core/report";
import { at, isIn, periodNumber } from "./report-scope";

type Asked = { ownRows(table: SQL): SQL; range: ReportRange; periods: readonly PeriodBounds[] };

/**
 * The tables that customers are counted from, for a `with`: `people`, everybody with a first activity before the end of
 * the range and the periods they paid in; `earned`, what they paid in it in each currency; and `churn`, one row with the
 * subscribers who were there, came and left. A subscription counts as one from its start to its end, trials included,
 * unless it never came to be.
 *
 * What is known of the time after the range does not change its figures: whoever left in it and came back later had
 * left. A moment belongs to the range that begins with it, so somebody whose subscription ends just then is a
 * subscriber at the start, and one who starts just then joins.
 *
 * Nothing is joined: right after a large first sync the database knows too little of its tables to join them well.
 */
export function customerActivity({ ownRows, range, periods }: Asked): SQL {
  const [from, to] = [at(range.from), at(range.to)];
  return sql`
    subscribed as (
      select connected_account_id as account, stripe_customer_id as customer, start_date, ended_at
      from subscriptions
      where ${ownRows(sql`subscriptions`)}
        and start_date < ${to}
        and status not in ('incomplete', 'incomplete_expired')
    ),
    people as (
      select account, customer,
             min(happened_at) as first_at,
             array_agg(distinct period) filter (where period is not null) as periods
      from (
        select connected_account_id as account, customer_key as customer, created as happened_at,
               case when captured and created >= ${from} then ${periodNumber(sql`created`, periods)} end as period
        from charges
        where ${ownRows(sql`charges`)}
          and created < ${to}
          and status = 'succeeded'
        union all
        select account, customer, start_date, null from subscribed
      ) happened
      group by 1, 2
    ),
    earned as (
      select currency, connected_account_id as account, customer_key as customer,
             sum(amount_captured) as revenue,
             count(*) as payments,
             max(created) as last_payment_at
      from charges
      where ${ownRows(sql`charges`)}
        and ${isIn(sql`created`, range)}
        and status = 'succeeded'
        and captured
      group by 1, 2, 3
    ),
    subscribers as (
      select account, customer,
             bool_or(start_date < ${from} and (ended_at is null or ended_at >= ${from})) as was_there,
             bool_or(start_date >= ${from}) as has_started,
             bool_and(ended_at is not null and ended_at < ${to}) as is_gone,
             max(ended_at) as last_ended_at
      from subscribed
      group by 1, 2
    ),
    churn as (
      select count(*) filter (where was_there)::int as at_start,
             count(*) filter (where not was_there and has_started)::int as joined,
             count(*) filter (where is_gone and last_ended_at >= ${from})::int as lost
      from subscribers
    )`;
}
