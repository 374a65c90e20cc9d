import { sql } from "drizzle-orm";
import type { StoredRepair, StoredRepairedRow } from "@/db/stored";
import type { OrgTransaction } from "@/db/with-org";
import type { AccountScope } from "../balance/account-scope";

/**
 * Removes rows that Stripe does not have, and gives what they were. The windows stay as they are. The caller holds the
 * lock of the ledger.
 */
export async function removeRows(
  tx: OrgTransaction,
  { organizationId, connectedAccountId }: AccountScope,
  ids: readonly string[],
): Promise<StoredRepair[]> {
  const { rows } = await tx.execute<StoredRepairedRow & { id: string }>(sql`
    delete from balance_transactions
    where organization_id = ${organizationId}
      and connected_account_id = ${connectedAccountId}
      and stripe_balance_txn_id = any(${sql.param(ids)}::text[])
    returning stripe_balance_txn_id as id, amount::text, fee::text, net_amount::text as net, currency, type`);
  return rows.map(({ id, ...found }) => ({ id, found, now: null, changed: [] }));
}
