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
  readonly balanceType: string;
  readonly ledgerMinor: bigint;
  readonly stripeMinor: bigint;
  readonly rowCount: number;
  /** Whether the balance was the same before the ledger was read and after it: nothing moved in between. */
  readonly isStill: boolean;
};

type SumRow = { currency: string; balance_type: string; net: string; row_count: number };

/**
 * Sets the stored rows of an account beside a balance read just now, per currency and balance type. At rest, the nets
 * of the rows of `payments` come to available plus pending, and those of other types to the figure that Stripe gives;
 * where it gives none, there is nothing to compare.
 */
export async function readCut(ctx: Context, run: ActiveRun, balance: Balance): Promise<Cut[]> {
  const { sums, earlier } = await withOrg(ctx, async (tx) => {
    const ofAccount = sql`organization_id = ${ctx.organizationId} and connected_account_id = ${run.account.id}`;
    const { rows } = await tx.execute<SumRow>(sql`
      select currency, balance_type, sum(net_amount)::text as net, count(*)::int as row_count
      from balance_transactions
      where ${ofAccount}
      group by 1, 2`);
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
  const payments = sums.filter((row) => row.balance_type === "payments").map((row) => toCurrency(row.currency));
  const compared = [
    ...[...new Set([...payments, ...currenciesOf(balance)])].map((currency) => ({ currency, balanceType: "payments" })),
    ...(balance.apart ?? []).filter(isFirst),
  ];
  return compared.map(({ currency, balanceType }) => {
    const sum = sums.find((row) => row.currency === currency && row.balance_type === balanceType);
    const stripeMinor = totalOf(balance, { currency, balanceType });
    return {
      currency,
      balanceType,
      ledgerMinor: BigInt(sum?.net ?? 0),
      stripeMinor,
      rowCount: sum?.row_count ?? 0,
      isStill: earlier.length > 0 && earlier.every((one) => totalOf(one, { currency, balanceType }) === stripeMinor),
    };
  });
}

type Kind = Pick<Cut, "currency" | "balanceType">;

function isFirst({ currency, balanceType }: Kind, index: number, all: readonly Kind[]): boolean {
  return all.findIndex((one) => one.currency === currency && one.balanceType === balanceType) === index;
}

function currenciesOf({ available, pending }: Balance): Currency[] {
  return [...available, ...pending].map(({ currency }) => currency);
}

function totalOf({ available, pending, apart = [] }: Balance, { currency, balanceType }: Kind): bigint {
  if (balanceType === "payments") return amountIn(available, currency) + amountIn(pending, currency);
  return amountIn(
    apart.filter((amount) => amount.balanceType === balanceType),
    currency,
  );
}
