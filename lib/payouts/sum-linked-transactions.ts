import { and, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { balanceTransactions, payouts } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { requirePermission } from "../core/access";

/** Transactions that Stripe ties to a payout, the payout's own row left out; in minor units of its currency. */
export type LinkedSum = { readonly count: number; readonly sumMinor: bigint };

/**
 * What the linked transactions of several payouts come to, by our id of the payout, in one read. Payouts without any,
 * and ids that are not the organization's, are absent.
 */
export async function sumLinkedTransactions(
  ctx: Context,
  { payoutIds }: { payoutIds: readonly string[] },
): Promise<ReadonlyMap<string, LinkedSum>> {
  requirePermission(ctx.actor, "payouts:read");
  if (payoutIds.length === 0) return new Map();
  const rows = await withOrg(ctx, (tx) =>
    tx
      .select({
        payoutId: payouts.id,
        count: sql<number>`count(*)::int`,
        sumMinor: sql`sum(${balanceTransactions.netAmount})`.mapWith(BigInt),
      })
      .from(payouts)
      .innerJoin(
        balanceTransactions,
        and(
          eq(balanceTransactions.organizationId, payouts.organizationId),
          eq(balanceTransactions.connectedAccountId, payouts.connectedAccountId),
          eq(balanceTransactions.stripePayoutId, payouts.stripePayoutId),
          eq(balanceTransactions.currency, payouts.currency),
          // The payout's own row takes out what the others put in.
          or(isNull(balanceTransactions.sourceId), ne(balanceTransactions.sourceId, payouts.stripePayoutId)),
        ),
      )
      .where(and(eq(payouts.organizationId, ctx.organizationId), inArray(payouts.id, [...payoutIds])))
      .groupBy(payouts.id),
  );
  return new Map(rows.map(({ payoutId, count, sumMinor }) => [payoutId, { count, sumMinor }]));
}
