import { sql } from "drizzle-orm";
import type { OrgTransaction } from "@/db/with-org";
import type { AccountScope } from "../balance/account-scope";
import { isMaterial } from "./is-material";

/** A part of a row's net, signed, in minor units. */
export type Part = { readonly rowId: string; readonly amount: bigint };

/** A row with what is left of its net. Moments in milliseconds. */
export type PoolRow = {
  readonly id: string;
  readonly availableOn: number;
  readonly createdAt: number;
  readonly isCard: boolean;
  rest: bigint;
};

/** The rows of a ledger of which something is left, in the order in which they are used; read as far as is needed. */
export type Pool = {
  readonly isCarried: boolean;
  /** The row at that place, or null behind the last one. */
  at(place: number): Promise<PoolRow | null>;
  /** Leaves out what is used up. */
  tidy(): void;
};

type Key = { availableOn: string; created: string; id: string };
type Found = { id: string; rest: string; available_on: string; created: string; is_card: boolean };

const rowsPerRead = 5_000;
const row = sql.raw("txn");

/** Opens what there is of one currency up to a moment: untied rows, or with `carrier` those of that automatic payout. */
export function openPool(
  tx: OrgTransaction,
  scope: AccountScope,
  { currency, carrier, until }: { currency: string; carrier: string | null; until: number },
): Pool {
  let rows: PoolRow[] = [];
  let last: Key | null = null;
  let isWhole = false;

  async function readMore(): Promise<void> {
    const found: Found[] = await read(tx, scope, { currency, carrier, until, after: last });
    for (const { id, rest, available_on, created, is_card } of found) {
      rows.push({
        id,
        rest: BigInt(rest),
        availableOn: Date.parse(available_on),
        createdAt: Date.parse(created),
        isCard: is_card,
      });
    }
    const end = found.at(-1);
    if (end) last = { availableOn: end.available_on, created: end.created, id: end.id };
    isWhole = found.length < rowsPerRead;
  }

  return {
    isCarried: carrier !== null,
    at: async (place) => {
      while (place >= rows.length && !isWhole) await readMore();
      return rows[place] ?? null;
    },
    tidy: () => {
      rows = rows.filter(({ rest }) => rest !== 0n);
    },
  };
}

async function read(
  tx: OrgTransaction,
  { organizationId, connectedAccountId }: AccountScope,
  { currency, carrier, until, after }: { currency: string; carrier: string | null; until: number; after: Key | null },
): Promise<Found[]> {
  const isBehind = after
    ? sql`and (txn.available_on, txn.created, txn.stripe_balance_txn_id collate "C") >
          (${after.availableOn}::timestamptz, ${after.created}::timestamptz, ${after.id}::text)`
    : sql``;
  const isUntil = carrier === null ? sql`and txn.created <= ${new Date(until).toISOString()}::timestamptz` : sql``;
  const { rows } = await tx.execute<Found>(sql`
    select txn.stripe_balance_txn_id as id, (txn.net_amount - coalesce(used.amount, 0))::text as rest,
           to_char(txn.available_on at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as available_on,
           to_char(txn.created at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created,
           txn.type = 'charge' as is_card
    from balance_transactions as txn
    left join (
      select stripe_balance_txn_id, sum(amount) as amount
      from payout_allocations
      where organization_id = ${organizationId} and connected_account_id = ${connectedAccountId}
      group by stripe_balance_txn_id
    ) as used using (stripe_balance_txn_id)
    where txn.organization_id = ${organizationId}
      and txn.connected_account_id = ${connectedAccountId}
      and txn.currency = ${currency}
      and txn.stripe_payout_id is not distinct from ${carrier}::text
      and ${isMaterial(row)}
      and txn.net_amount <> coalesce(used.amount, 0)
      ${isUntil}
      ${isBehind}
    order by txn.available_on, txn.created, txn.stripe_balance_txn_id collate "C"
    limit ${rowsPerRead}`);
  return rows;
}
