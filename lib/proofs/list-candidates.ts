import { sql } from "drizzle-orm";
import type { OrgTransaction } from "@/db/with-org";
import type { Context } from "../context";
import { isOwnRow } from "./payout-statements";

/** A row that alone would explain why a payout does not come out. In minor units of the payout's currency. */
export type ProofCandidate = {
  readonly stripeBalanceTxnId: string;
  /** missing: tied to no payout, and would fit into this one. twice: tied to it beside another just like it. extra: tied to it, and too much. */
  readonly reason: "missing" | "twice" | "extra";
  readonly type: string;
  readonly reportingCategory: string;
  readonly description: string | null;
  readonly netMinor: bigint;
  readonly createdAt: Date;
};

type Row = {
  id: string;
  reason: ProofCandidate["reason"];
  type: string;
  reporting_category: string;
  description: string | null;
  net: string;
  created: string;
};

const candidatesMax = 5;
const daysAround = 45;

/**
 * The rows of the same account and currency from around a payout that differs whose net is exactly the difference, the
 * likeliest first: those tied twice, then those nearest to its arrival. None when its proof does not differ.
 */
export async function listCandidates(
  tx: OrgTransaction,
  { organizationId }: Context,
  { id, connectedAccountId, automatic }: { id: string; connectedAccountId: string; automatic: boolean },
): Promise<ProofCandidate[]> {
  if (!automatic) return [];
  const { rows } = await tx.execute<Row>(sql`
    select * from (
      select txn.stripe_balance_txn_id as id, txn.type, txn.reporting_category, txn.description,
             txn.net_amount::text as net, txn.created,
             case when txn.stripe_payout_id is null then 'missing'
                  when exists (
                    select 1
                    from balance_transactions as twin
                    where twin.organization_id = ${organizationId}
                      and twin.connected_account_id = ${connectedAccountId}
                      and twin.stripe_payout_id = txn.stripe_payout_id
                      and twin.stripe_balance_txn_id <> txn.stripe_balance_txn_id
                      and twin.source_id = txn.source_id
                      and twin.type = txn.type
                      and twin.net_amount = txn.net_amount
                  ) then 'twice'
                  else 'extra' end as reason,
             abs(extract(epoch from txn.available_on - payout.arrival_date)) as distance
      from payout_reconciliations as kept
      join payouts as payout on payout.organization_id = ${organizationId} and payout.id = kept.payout_id
      join balance_transactions as txn
        on txn.organization_id = ${organizationId}
       and txn.connected_account_id = ${connectedAccountId}
       and txn.currency = payout.currency
      where kept.organization_id = ${organizationId}
        and kept.payout_id = ${id}
        and kept.state = 'differs'
        and txn.created >= payout.created - make_interval(days => ${daysAround}::int)
        and txn.created <= payout.arrival_date + make_interval(days => ${daysAround}::int)
        and not ${isOwnRow(sql.raw("txn"), sql.raw("payout"))}
        and (
          (txn.stripe_payout_id is null and txn.net_amount = kept.unexplained)
          or (txn.stripe_payout_id = payout.stripe_payout_id and txn.net_amount = -kept.unexplained)
        )
    ) as candidate
    order by reason = 'twice' desc, distance, id collate "C"
    limit ${candidatesMax}`);
  return rows.map((row) => ({
    stripeBalanceTxnId: row.id,
    reason: row.reason,
    type: row.type,
    reportingCategory: row.reporting_category,
    description: row.description,
    netMinor: BigInt(row.net),
    createdAt: new Date(row.created),
  }));
}
