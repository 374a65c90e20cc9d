import { sql } from "drizzle-orm";
import type { StoredBalance } from "@/db/stored";
import { withOrg } from "@/db/with-org";
import { fromStoredBalance } from "../balance/stored-balance";
import type { Context } from "../context";
import { amountIn, type Balance } from "../core/balance";
import { type Currency, toCurrency } from "../core/currency";
import type { ActiveRun } from "../sync/active-run";

/** What the ledger and Stripe's balance come to in one currency, as of one moment. */
export type Cut = {
  readonly currency: Currency;
  readonly ledgerMinor: bigint;
  readonly stripeMinor: bigint;
  readonly rowCount: number;
  /** Whether the balance was the same before the ledger was read and after it: nothing moved in between. */
  readonly isStill: boolean;
};

type SumRow = { currency: string; net: string; row_count: number };

/**
 * Sets the stored rows of an account beside a balance read just now, per currency. At rest, the nets of the rows of
 * balance type `payments` come to available plus pending; Stripe gives no figure for the others that could be compared.
 */
export async function readCut(ctx: Context, run: ActiveRun, balance: Balance): Promise<Cut[]> {
  const { sums, earlier } = await withOrg(ctx, async (tx) => {
    const ofAccount = sql`organization_id = ${ctx.organizationId} and connected_account_id = ${run.account.id}`;
    const { rows } = await tx.execute<SumRow>(sql`
      select currency, sum(net_amount)::text as net, count(*)::int as row_count
      from balance_transactions
      where ${ofAccount} and balance_type = 'payments'
      group by 1`);
    // The one that stood when the reading of the ledger began, and all that were seen since.
    const snapshots = await tx.execute<{ balance: StoredBalance }>(sql`
      select balance from balance_snapshots
      where ${ofAccount}
        and taken_at >= (
          select max(begun.taken_at) from balance_snapshots as begun
          where begun.organization_id = ${ctx.organizationId}
            and begun.connected_account_id = ${run.account.id}
            and begun.taken_at <= (
              select watermark from sync_windows where ${ofAccount} and resource = 'balance_transactions'
            )
        )`);
    return { sums: rows, earlier: snapshots.rows.map((row) => fromStoredBalance(row.balance)) };
  });
  const currencies = new Set([...sums.map((row) => toCurrency(row.currency)), ...currenciesOf(balance)]);
  return [...currencies].map((currency) => {
    const sum = sums.find((row) => row.currency === currency);
    const stripeMinor = totalOf(balance, currency);
    const isStill = earlier.length > 0 && earlier.every((one) => totalOf(one, currency) === stripeMinor);
    return { currency, ledgerMinor: BigInt(sum?.net ?? 0), stripeMinor, rowCount: sum?.row_count ?? 0, isStill };
  });
}

function currenciesOf({ available, pending }: Balance): Currency[] {
  return [...available, ...pending].map(({ currency }) => currency);
}

function totalOf({ available, pending }: Balance, currency: Currency): bigint {
  return amountIn(available, currency) + amountIn(pending, currency);
}
