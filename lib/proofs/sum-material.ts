import { type SQL, sql } from "drizzle-orm";
import type { OrgTransaction } from "@/db/with-org";
import type { AccountScope } from "../balance/account-scope";
import { isMaterial } from "./is-material";
import type { ManualPayout } from "./manual-payouts";

type Bucket = { currency: string; carrier: string | null; place: number; hash: string };

const row = sql.raw("txn");

/**
 * What there was to attribute between each payout and the one before it, as a number over its rows: it is another one
 * when any of them has changed. For a payout that Stripe counts in an automatic one it is over all rows of that.
 */
export async function sumMaterial(
  tx: OrgTransaction,
  scope: AccountScope,
  takers: readonly ManualPayout[],
): Promise<(payout: ManualPayout) => string> {
  if (takers.length === 0) return () => "";
  const moments = [...new Set(takers.map((payout) => payout.createdAt))].sort((a, b) => a - b);
  const carriers = [...new Set(takers.flatMap(({ carrier }) => (carrier === null ? [] : [carrier])))];
  const { rows } = await tx.execute<Bucket>(sql`
    select currency, stripe_payout_id as carrier, place, sum(hash)::text as hash
    from (
      select txn.currency, txn.stripe_payout_id,
             case when txn.stripe_payout_id is null
                  then width_bucket(txn.created - interval '1 millisecond', ${thresholds(moments)}) else 0 end as place,
             hashtextextended(concat_ws(' ', txn.stripe_balance_txn_id, txn.net_amount, txn.type = 'charge',
               extract(epoch from txn.available_on), extract(epoch from txn.created)), 0) as hash
      from balance_transactions as txn
      where txn.organization_id = ${scope.organizationId}
        and txn.connected_account_id = ${scope.connectedAccountId}
        and (txn.stripe_payout_id is null or txn.stripe_payout_id = any(${sql.param(carriers)}::text[]))
        and ${isMaterial(row)}
    ) as hashed
    group by 1, 2, 3`);
  const found = new Map(rows.map(({ currency, carrier, place, hash }) => [`${currency} ${carrier} ${place}`, hash]));
  const places = new Map(moments.map((moment, place) => [moment, place]));
  const firstAfter = new Map<string, number>();
  return (payout) => {
    const { currency, carrier, createdAt } = payout;
    if (carrier !== null) return found.get(`${currency} ${carrier} 0`) ?? "";
    const from = firstAfter.get(currency) ?? 0;
    const to = places.get(createdAt) ?? 0;
    firstAfter.set(currency, to + 1);
    // Moments of payouts in other currencies cut the rows of this one too.
    return moments
      .slice(from, to + 1)
      .map((_, index) => found.get(`${currency} null ${from + index}`) ?? "")
      .join();
  };
}

function thresholds(moments: readonly number[]): SQL {
  const texts = moments.map((moment) => new Date(moment).toISOString());
  return sql`${sql.param(texts)}::timestamptz[]`;
}
