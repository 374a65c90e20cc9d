import { type SQL, sql } from "drizzle-orm";
import type { OrgTransaction } from "@/db/with-org";
import type { AccountScope } from "../balance/account-scope";
import { holdsMoney, isOwnRow } from "./payout-statements";

/** Which payouts of an account to check: those named by Stripe's ids, or all. */
export type PayoutChoice = readonly string[] | "all";

const dayInSeconds = 86_400;
const payout = sql.raw("payout");
const row = sql.raw("txn");

/**
 * Adds up what payouts are made of and keeps what came of it, all in one statement: the rows that Stripe ties to
 * automatic ones, what was attributed to those made by hand. Whatever does not come out opens a finding, which closes
 * once it does. An outcome that is as before is not written again, except for its time: for named payouts always, for
 * all of them once a day.
 */
export async function checkProofs(
  tx: OrgTransaction,
  scope: AccountScope,
  { chosen, now }: { chosen: PayoutChoice; now: Date },
): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const renewedAfter = chosen === "all" ? dayInSeconds : 0;
  await tx.execute(sql`
    with ${outcomes(scope, chosen)},
    written as (
      insert into payout_reconciliations as kept (
        payout_id, organization_id, state, expected, explained, unexplained, row_count, hash, checked_at
      )
      select id, ${scope.organizationId}::text, state, amount, explained, amount - explained, row_count, hash, ${at}
      from outcome
      on conflict (payout_id) do update
      set state = excluded.state, expected = excluded.expected, explained = excluded.explained,
          unexplained = excluded.unexplained, row_count = excluded.row_count, hash = excluded.hash,
          checked_at = greatest(kept.checked_at, excluded.checked_at)
      where kept.organization_id = excluded.organization_id
        and ((kept.state, kept.expected, kept.explained, kept.row_count, kept.hash)
               is distinct from
             (excluded.state, excluded.expected, excluded.explained, excluded.row_count, excluded.hash)
             or kept.checked_at + make_interval(secs => ${renewedAfter}::int) < excluded.checked_at)
    ),
    dropped as (
      delete from payout_reconciliations as kept
      using chosen
      where kept.organization_id = ${scope.organizationId} and kept.payout_id = chosen.id and not chosen.is_provable
    ),
    ${findingsOf(scope, at)}
    select 1`);
}

function outcomes({ organizationId, connectedAccountId }: AccountScope, chosen: PayoutChoice): SQL {
  const named = chosen === "all" ? sql`` : sql`and payout.stripe_payout_id = any(${sql.param([...chosen])}::text[])`;
  return sql`
    chosen as (
      select payout.id, payout.stripe_payout_id, payout.balance_transaction_id, payout.amount, payout.currency,
             payout.automatic,
             not payout.automatic or coalesce(payout.reconciliation_status = 'completed', false) as is_listed,
             case when payout.automatic then payout.reconciliation_status is distinct from 'not_applicable'
                  else ${holdsMoney(payout)} end as is_provable
      from payouts as payout
      where payout.organization_id = ${organizationId} and payout.connected_account_id = ${connectedAccountId} ${named}
    ),
    linked as (
      select payout.id, count(*) filter (where not ${isOwnRow(row, payout)})::int as row_count,
             sum(txn.net_amount) filter (where not ${isOwnRow(row, payout)}) as explained,
             sum(hashtextextended(concat_ws(' ', txn.stripe_balance_txn_id, txn.amount, txn.fee, txn.net_amount), 0))
               filter (where not ${isOwnRow(row, payout)}) as hash
      from chosen as payout
      join balance_transactions as txn
        on txn.organization_id = ${organizationId}
       and txn.connected_account_id = ${connectedAccountId}
       and txn.stripe_payout_id = payout.stripe_payout_id
       and txn.currency = payout.currency
      where payout.automatic
      group by payout.id
    ),
    attributed as (
      select payout.id, count(*)::int as row_count, sum(part.amount) as explained
      from chosen as payout
      join payout_allocations as part on part.organization_id = ${organizationId} and part.payout_id = payout.id
      where not payout.automatic
      group by payout.id
    ),
    counted as (
      select payout.id, payout.currency, payout.amount, payout.automatic,
             payout.is_listed and (linked.id is not null or attributed.id is not null) as is_read,
             coalesce(linked.row_count, attributed.row_count, 0) as row_count,
             coalesce(linked.explained, attributed.explained, 0)::bigint as explained,
             case when payout.automatic then coalesce(linked.hash, 0)::text else coalesce(kept.hash, '') end as hash
      from chosen as payout
      left join linked using (id)
      left join attributed using (id)
      left join payout_reconciliations as kept
        on kept.organization_id = ${organizationId} and kept.payout_id = payout.id
      where payout.is_provable
    ),
    outcome as (
      select counted.*,
             case when not is_read then 'open'
                  when explained = amount then 'proved'
                  when automatic then 'differs'
                  else 'open' end as state
      from counted
    )`;
}

function findingsOf({ organizationId, connectedAccountId }: AccountScope, at: SQL): SQL {
  return sql`
    opened as (
      insert into findings as found (
        organization_id, connected_account_id, kind, subject, currency, amount, opened_at, seen_at
      )
      select ${organizationId}::text, ${connectedAccountId}::uuid, 'payout_unexplained', id::text, currency,
             amount - explained, ${at}, ${at}
      from outcome
      where state = 'differs'
      on conflict (organization_id, connected_account_id, kind, subject, currency) where closed_at is null
      do update set amount = excluded.amount, seen_at = excluded.seen_at
      where found.amount <> excluded.amount
         or found.seen_at + make_interval(secs => ${dayInSeconds}::int) < excluded.seen_at
    ),
    closed as (
      update findings as found
      set closed_at = ${at}
      from chosen
      left join outcome using (id)
      where found.organization_id = ${organizationId}
        and found.connected_account_id = ${connectedAccountId}
        and found.kind = 'payout_unexplained'
        and found.subject = chosen.id::text
        and found.closed_at is null
        and outcome.state is distinct from 'differs'
    )`;
}
