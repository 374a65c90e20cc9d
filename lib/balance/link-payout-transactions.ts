import { sql } from "drizzle-orm";
import { type OrgTransaction, withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { Account } from "../core/account";
import type { StripeTransaction } from "../core/transaction";
import { touchProofs } from "../proofs/touch-proofs";
import type { Page, PageRequest } from "../stripe/gateway";
import type { AccountScope } from "./account-scope";
import { linkTransactions, type Relinked } from "./link-transactions";
import { recordTransactions } from "./record-transactions";

type PayoutRef = {
  account: Account;
  stripePayoutId: string;
  /** Stands between and Stripe, for callers with a limit of their own. */
  fetchPage?: (read: () => Promise<Page<StripeTransaction>>) => Promise<Page<StripeTransaction>>;
  /** For ties that were made before and are lost: told in the same transaction which of them had to be made again. */
  mended?: (tx: OrgTransaction, rows: readonly Relinked[]) => Promise<void>;
};

/** 100,000 rows; a payout of more is left unlinked rather than linked in part. */
const pagesMax = 1_000;

/**
 * Ties the rows that Stripe lists for one automatic payout to it, its own row included, and stores those not seen
 * yet. All of them at once, so that a payout is linked whole or not at all, and its proof is checked with it. Gives
 * the number of rows listed. Throws a StripeCallError; `payout_reconciliation_not_ready` and manual payouts are
 * refusals of Stripe's.
 */
export async function linkPayoutTransactions(
  ctx: Context,
  { account, stripePayoutId, fetchPage = (read) => read(), mended }: PayoutRef,
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
    const ids = rows.map((row) => row.stripeBalanceTxnId);
    const payouts = [stripePayoutId, ...(await otherPayouts(tx, scope, { stripePayoutId, ids }))];
    const changed = await linkTransactions(tx, scope, { stripePayoutId, ids, mends: mended !== undefined });
    if (mended && changed.length > 0) await mended(tx, changed);
    await touchProofs(tx, scope, { payouts, isAttributionOpen: changed.length > 0, now: ctx.now() });
  });
  return rows.length;
}

/** Payouts that rows are taken from, which Stripe does not tie to them. */
async function otherPayouts(
  tx: OrgTransaction,
  { organizationId, connectedAccountId }: AccountScope,
  { stripePayoutId, ids }: { stripePayoutId: string; ids: readonly string[] },
): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select distinct stripe_payout_id as id
    from balance_transactions
    where organization_id = ${organizationId}
      and connected_account_id = ${connectedAccountId}
      and stripe_balance_txn_id = any(${sql.param(ids)}::text[])
      and stripe_payout_id <> ${stripePayoutId}`);
  return rows.map(({ id }) => id);
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
