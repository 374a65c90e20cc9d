import { sql } from "drizzle-orm";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { Account } from "../core/account";
import type { StripeTransaction } from "../core/transaction";
import type { Page, PageRequest } from "../stripe/gateway";
import { recordTransactions } from "./record-transactions";

type PayoutRef = {
  account: Account;
  stripePayoutId: string;
  /** Stands between and Stripe, for callers with a limit of their own. */
  fetchPage?: (read: () => Promise<Page<StripeTransaction>>) => Promise<Page<StripeTransaction>>;
};

/** 100,000 rows; a payout of more is left unlinked rather than linked in part. */
const pagesMax = 1_000;
const idsPerStatementMax = 5_000;

/**
 * Ties the rows that Stripe lists for one automatic payout to it, its own row included, and stores those not seen
 * yet. All of them at once, so that a payout is linked whole or not at all. Gives the number of rows listed. Throws
 * a StripeCallError; `payout_reconciliation_not_ready` and manual payouts are refusals of Stripe's.
 */
export async function linkPayoutTransactions(
  ctx: Context,
  { account, stripePayoutId, fetchPage = (read) => read() }: PayoutRef,
): Promise<number> {
  const gateway = ctx.stripeFor(account.stripeAccountId);
  const rows = await allRows((request) =>
    fetchPage(() => gateway.listTransactions({ ...request, payout: stripePayoutId })),
  );
  if (rows === null) {
    ctx.log.warn("A payout has too many rows to be linked, or some that cannot be kept.", { stripePayoutId });
    return 0;
  }
  const scope = { organizationId: ctx.organizationId, connectedAccountId: account.id };
  await withOrg(ctx, async (tx) => {
    await recordTransactions(tx, scope, rows);
    for (let start = 0; start < rows.length; start += idsPerStatementMax) {
      const ids = rows.slice(start, start + idsPerStatementMax).map((row) => row.stripeBalanceTxnId);
      await tx.execute(sql`
        update balance_transactions
        set stripe_payout_id = ${stripePayoutId}, updated_at = now()
        where organization_id = ${ctx.organizationId}
          and connected_account_id = ${account.id}
          and stripe_balance_txn_id = any(${sql.param(ids)}::text[])
          and stripe_payout_id is distinct from ${stripePayoutId}`);
    }
  });
  return rows.length;
}

async function allRows(read: (request: PageRequest) => Promise<Page<StripeTransaction>>) {
  const rows: StripeTransaction[] = [];
  let startingAfter: string | undefined;
  for (let page = 0; page < pagesMax; page++) {
    const { rows: found, unreadable, hasMore, lastId } = await read({ startingAfter });
    if (unreadable.length > 0) return null;
    rows.push(...found);
    if (!hasMore || lastId === null) return rows;
    startingAfter = lastId;
  }
  return null;
}
