import { and, asc, count, desc, eq, sql } from "drizzle-orm";
import { balanceTransactions, payoutAllocations } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";
import { selectTransactions, toTransaction } from "../balance/stored-transaction";
import type { Context } from "../context";
import { type Page, pageOf } from "../core/page";
import type { Transaction } from "../core/transaction";
import type { PayoutRecord } from "./stored-payout";

/** A row that a payout consists of. */
export type PayoutTransaction = Transaction & {
  /** The part of its net that is attributed to a payout made by hand; null where Stripe ties the whole row. */
  readonly attributedMinor: bigint | null;
};

/**
 * The first of a payout's transactions, at most `limit`: newest first those that Stripe ties to an automatic one, its
 * own row included; in the order in which they were used those attributed to one made by hand.
 */
export async function listPayoutTransactions(
  tx: OrgTransaction,
  ctx: Context,
  payout: PayoutRecord,
  limit: number,
): Promise<Page<PayoutTransaction>> {
  const { rows, total } = payout.automatic
    ? await linked(tx, ctx, payout, limit)
    : await attributed(tx, ctx, payout, limit);
  return pageOf({ rows, limit, offset: 0, total });
}

type Found = { rows: PayoutTransaction[]; total: number };

async function linked(tx: OrgTransaction, ctx: Context, payout: PayoutRecord, limit: number): Promise<Found> {
  const isLinked = and(
    eq(balanceTransactions.organizationId, ctx.organizationId),
    eq(balanceTransactions.connectedAccountId, payout.connectedAccountId),
    eq(balanceTransactions.stripePayoutId, payout.stripePayoutId),
  );
  const [counted] = await tx.select({ total: count() }).from(balanceTransactions).where(isLinked);
  const rows = await selectTransactions(tx)
    .where(isLinked)
    .orderBy(desc(balanceTransactions.created), desc(balanceTransactions.id))
    .limit(limit + 1);
  return {
    rows: rows.map((row) => ({ ...toTransaction(row, ctx.now()), attributedMinor: null })),
    total: counted?.total ?? 0,
  };
}

async function attributed(tx: OrgTransaction, ctx: Context, payout: PayoutRecord, limit: number): Promise<Found> {
  const isPart = and(
    eq(payoutAllocations.organizationId, ctx.organizationId),
    eq(payoutAllocations.payoutId, payout.id),
  );
  const [counted] = await tx.select({ total: count() }).from(payoutAllocations).where(isPart);
  const parts = await tx
    .select({ id: payoutAllocations.stripeBalanceTxnId, amount: payoutAllocations.amount })
    .from(payoutAllocations)
    .where(isPart)
    .orderBy(asc(payoutAllocations.position))
    .limit(limit + 1);
  const rows = await selectTransactions(tx).where(
    and(
      eq(balanceTransactions.organizationId, ctx.organizationId),
      eq(balanceTransactions.connectedAccountId, payout.connectedAccountId),
      sql`${balanceTransactions.stripeBalanceTxnId} = any(${sql.param(parts.map(({ id }) => id))}::text[])`,
    ),
  );
  const byId = new Map(rows.map((row) => [row.row.stripeBalanceTxnId, row]));
  return {
    rows: parts.flatMap(({ id, amount }) => {
      const row = byId.get(id);
      return row ? [{ ...toTransaction(row, ctx.now()), attributedMinor: amount }] : [];
    }),
    total: counted?.total ?? 0,
  };
}
