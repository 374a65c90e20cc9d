import { and, eq } from "drizzle-orm";
import { payouts } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";
import type { Context } from "../context";

/**
 * The moment to give to an answer that is known to be the newest, because it was asked for under the payout's lock or
 * ends the payout: no older than what is stored, even if our clock is behind.
 */
export async function momentOfFetch(
  tx: OrgTransaction,
  ctx: Context,
  { connectedAccountId, stripePayoutId }: { connectedAccountId: string; stripePayoutId: string },
): Promise<Date> {
  const [stored] = await tx
    .select({ fetchedAt: payouts.fetchedAt })
    .from(payouts)
    .where(
      and(
        eq(payouts.organizationId, ctx.organizationId),
        eq(payouts.connectedAccountId, connectedAccountId),
        eq(payouts.stripePayoutId, stripePayoutId),
      ),
    );
  const now = ctx.now();
  return stored && stored.fetchedAt > now ? stored.fetchedAt : now;
}
