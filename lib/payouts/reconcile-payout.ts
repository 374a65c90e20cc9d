import { and, eq, isNull, ne, or, sql } from "drizzle-orm";
import { balanceTransactions } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";
import type { Context } from "../context";
import type { PayoutRecord } from "./stored-payout";

/** Rows of one reporting category of Stripe's, in minor units of the payout's currency. */
export type ReconciledCategory = {
  readonly category: string;
  readonly count: number;
  readonly grossMinor: bigint;
  readonly feeMinor: bigint;
  readonly netMinor: bigint;
};

/** What a payout is made of. It is proven when the difference is zero. */
export type Reconciliation = {
  readonly status: string;
  /** Transactions in it, the payout's own row left out. */
  readonly count: number;
  readonly sumMinor: bigint;
  /** The payout's amount less the sum of its transactions. */
  readonly differenceMinor: bigint;
  readonly byCategory: readonly ReconciledCategory[];
};

/**
 * Adds up the transactions of a payout by reporting category; null where Stripe does not say which they are: for
 * payouts made by hand, and for automatic ones whose list is not complete yet.
 */
export async function reconcilePayout(
  tx: OrgTransaction,
  ctx: Context,
  payout: PayoutRecord,
): Promise<Reconciliation | null> {
  if (!payout.automatic || payout.reconciliationStatus !== "completed") return null;
  const rows = await tx
    .select({
      category: balanceTransactions.reportingCategory,
      count: sql<number>`count(*)::int`,
      grossMinor: sql`sum(${balanceTransactions.amount})`.mapWith(BigInt),
      feeMinor: sql`sum(${balanceTransactions.fee})`.mapWith(BigInt),
      netMinor: sql`sum(${balanceTransactions.netAmount})`.mapWith(BigInt),
    })
    .from(balanceTransactions)
    .where(
      and(
        eq(balanceTransactions.organizationId, ctx.organizationId),
        eq(balanceTransactions.connectedAccountId, payout.connectedAccountId),
        eq(balanceTransactions.stripePayoutId, payout.stripePayoutId),
        eq(balanceTransactions.currency, payout.currency),
        // The payout's own row takes out what the others put in.
        or(isNull(balanceTransactions.sourceId), ne(balanceTransactions.sourceId, payout.stripePayoutId)),
      ),
    )
    .groupBy(balanceTransactions.reportingCategory)
    .orderBy(balanceTransactions.reportingCategory);
  const sumMinor = rows.reduce((sum, row) => sum + row.netMinor, 0n);
  return {
    status: payout.reconciliationStatus,
    count: rows.reduce((sum, row) => sum + row.count, 0),
    sumMinor,
    differenceMinor: payout.amount - sumMinor,
    byCategory: rows,
  };
}
