import { sql } from "drizzle-orm";
import type { Arena, Place } from "./arena";

export type StoredPayout = { id: string; account: string; status: string; amount: string; currency: string };
export type StoredEvent = { id: string; state: string };
export type StoredRow = { id: string; text: string; net: string; currency: string; kind: string };

/** What the product has written down, read as the owner of its tables, for comparison and never as an expectation. */
export async function storedPayouts({ owner }: Arena): Promise<StoredPayout[]> {
  const { rows } = await owner.execute<StoredPayout>(sql`
    select stripe_payout_id as id, stripe_account_id as account, status, amount::text, currency
    from payouts join connected_accounts on connected_accounts.id = connected_account_id
    order by 1, 2`);
  return rows;
}

export async function storedEvents({ owner }: Arena): Promise<StoredEvent[]> {
  const { rows } = await owner.execute<StoredEvent>(sql`select id, state from webhook_events order by 1`);
  return rows;
}

export async function storedTransactions({ owner }: Arena, { account }: Place): Promise<StoredRow[]> {
  const { rows } = await owner.execute<StoredRow>(sql`
    select stripe_balance_txn_id as id, net_amount::text as net, currency, balance_type as kind,
           concat_ws(' ', stripe_balance_txn_id, type, reporting_category, amount, fee, net_amount, currency,
                     coalesce(source_id, '-'), extract(epoch from created)::bigint,
                     extract(epoch from available_on)::bigint) as text
    from balance_transactions where connected_account_id = ${account.id} order by 1`);
  return rows;
}

export async function openIntents({ owner }: Arena): Promise<string[]> {
  const { rows } = await owner.execute<{ id: string }>(
    sql`select id || ' ' || state as id from payout_intents where state in ('created', 'sent')`,
  );
  return rows.map(({ id }) => id);
}

export async function hasOpenRun({ owner }: Arena): Promise<boolean> {
  const { rows } = await owner.execute(sql`select 1 from sync_runs where state = 'running' limit 1`);
  return rows.length > 0;
}

/** Until when the ledger of an account is said to be complete, in seconds; null before the first reading. */
export async function watermarkOf({ owner }: Arena, { account }: Place): Promise<number | null> {
  const { rows } = await owner.execute<{ at: string | null }>(sql`
    select extract(epoch from watermark)::bigint::text as at from sync_windows
    where connected_account_id = ${account.id} and resource = 'balance_transactions'`);
  const at = rows[0]?.at ?? null;
  return at === null ? null : Number(at);
}

export async function storedChargeIds({ owner }: Arena): Promise<Set<string>> {
  const { rows } = await owner.execute<{ id: string }>(sql`select stripe_charge_id as id from charges`);
  return new Set(rows.map(({ id }) => id));
}

/** Everything that repeating work must not change, as one text. */
export async function fingerprint({ owner }: Arena): Promise<string> {
  const { rows } = await owner.execute<{ text: string }>(sql`
    select concat_ws('|',
      (select string_agg(concat_ws(' ', stripe_payout_id, status, amount, intent_id), ',' order by stripe_payout_id) from payouts),
      (select string_agg(concat_ws(' ', id, state, stripe_payout_id), ',' order by id) from payout_intents),
      (select string_agg(concat_ws(' ', stripe_balance_txn_id, amount, fee, net_amount, available_on, stripe_payout_id), ',' order by stripe_balance_txn_id) from balance_transactions),
      (select string_agg(concat_ws(' ', stripe_charge_id, status, amount_captured, amount_refunded), ',' order by stripe_charge_id) from charges),
      (select string_agg(concat_ws(' ', stripe_refund_id, status, amount), ',' order by stripe_refund_id) from refunds)
    ) as text`);
  return rows[0]?.text ?? "";
}
