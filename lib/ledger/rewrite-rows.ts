import { sql } from "drizzle-orm";
import type { StoredRepair } from "@/db/stored";
import type { OrgTransaction } from "@/db/with-org";
import type { AccountScope } from "../balance/account-scope";
import { incomingRows, saidByStripe } from "../balance/incoming-rows";
import type { StripeTransaction } from "../core/transaction";

type Difference = {
  id: string;
  is_there: boolean;
  amount: string;
  fee: string;
  net: string;
  currency: string;
  type: string;
  changed: string[];
};

const compared = [
  ["amount", "amount"],
  ["fee", "fee"],
  ["net_amount", "net"],
  ["currency", "currency"],
  ["type", "type"],
  ["reporting_category", "category"],
  ["balance_type", "balance type"],
  ["source_id", "source"],
  ["description", "description"],
  ["exchange_rate", "exchange rate"],
  ["fee_details", "fee details"],
  ["available_on", "available on"],
  ["created", "created"],
] as const;

/**
 * Makes stored rows what Stripe says they are, in every column, and gives what had to be done, row by row. The windows
 * stay as they are. The caller holds the lock of the ledger. At most some hundred rows at once.
 */
export async function rewriteRows(
  tx: OrgTransaction,
  scope: AccountScope,
  rows: readonly StripeTransaction[],
): Promise<StoredRepair[]> {
  const { organizationId, connectedAccountId } = scope;
  const differences = await differencesOf(tx, scope, rows);
  if (differences.length === 0) return [];
  const byId = new Map(differences.map((difference) => [difference.id, difference]));
  const wanted = rows.filter((row) => byId.has(row.stripeBalanceTxnId));
  const written = sql.raw(saidColumns.map((name) => `${name} = excluded.${name}`).join(", "));
  await tx.execute(sql`
    insert into balance_transactions as stored (organization_id, connected_account_id, ${saidByStripe})
    select ${organizationId}::text, ${connectedAccountId}::uuid, incoming.* from ${incomingRows(wanted)} as incoming
    on conflict (connected_account_id, stripe_balance_txn_id) do update
    set ${written}, updated_at = now()
    where stored.organization_id = excluded.organization_id`);
  return wanted.flatMap((row) => {
    const difference = byId.get(row.stripeBalanceTxnId);
    return difference ? [repairOf(row, difference)] : [];
  });
}

const saidColumns = compared.map(([column]) => column);

async function differencesOf(
  tx: OrgTransaction,
  { organizationId, connectedAccountId }: AccountScope,
  rows: readonly StripeTransaction[],
): Promise<Difference[]> {
  const changed = sql.raw(
    compared
      .map(([column, word]) => `case when stored.${column} is distinct from incoming.${column} then '${word}' end`)
      .join(", "),
  );
  const { rows: found } = await tx.execute<Difference>(sql`
    select * from (
      select incoming.stripe_balance_txn_id as id, stored.stripe_balance_txn_id is not null as is_there,
             stored.amount::text, stored.fee::text, stored.net_amount::text as net, stored.currency, stored.type,
             array_remove(array[${changed}], null) as changed
      from ${incomingRows(rows)} as incoming (${saidByStripe})
      left join balance_transactions as stored
        on stored.organization_id = ${organizationId}
        and stored.connected_account_id = ${connectedAccountId}
        and stored.stripe_balance_txn_id = incoming.stripe_balance_txn_id
    ) as pairs
    where not is_there or cardinality(changed) > 0`);
  return found;
}

function repairOf(row: StripeTransaction, { id, is_there, changed, ...found }: Difference): StoredRepair {
  const { amount, fee, net, currency, type } = found;
  return {
    id,
    found: is_there ? { amount, fee, net, currency, type } : null,
    now: {
      amount: row.amountMinor.toString(),
      fee: row.feeMinor.toString(),
      net: row.netMinor.toString(),
      currency: row.currency,
      type: row.type,
    },
    changed: is_there ? changed : [],
  };
}
