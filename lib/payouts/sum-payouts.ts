import { and, count, eq, gte, sql } from "drizzle-orm";
import { payouts } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { toCurrency } from "../core/currency";
import { type Money, money } from "../core/money";

/** Payouts of one status in one currency. */
export type PayoutSum = { readonly status: string; readonly count: number; readonly amount: Money };

/**
 * What the payouts that Stripe created since `from` come to, per status and currency; currencies are never added
 * together. Throws `forbidden` or `insufficient_scope`.
 */
export async function sumPayouts(ctx: Context, { from }: { from: Date }): Promise<PayoutSum[]> {
  requirePermission(ctx.actor, "payouts:read");
  const rows = await withOrg(ctx, (tx) =>
    tx
      .select({
        status: payouts.status,
        currency: payouts.currency,
        count: count(),
        minor: sql`sum(${payouts.amount})`.mapWith(BigInt),
      })
      .from(payouts)
      .where(and(eq(payouts.organizationId, ctx.organizationId), gte(payouts.created, from)))
      .groupBy(payouts.status, payouts.currency)
      .orderBy(payouts.status, payouts.currency),
  );
  return rows.map((row) => ({
    status: row.status,
    count: row.count,
    amount: money(row.minor, toCurrency(row.currency)),
  }));
}
