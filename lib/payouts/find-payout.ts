import { and, asc, eq } from "drizzle-orm";
import { payouts } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";
import type { Context } from "../context";
import { isStripePayoutId, isUuid } from "../core/ids";
import type { Payout } from "../core/payout";
import { type PayoutRecord, selectPayouts, toPayout } from "./stored-payout";

export type FoundPayout = { readonly payout: Payout; readonly row: PayoutRecord };

/** The organization's payout by our id or Stripe's, or null; a malformed id finds nothing. */
export async function findPayout(tx: OrgTransaction, ctx: Context, id: string): Promise<FoundPayout | null> {
  if (!isUuid(id) && !isStripePayoutId(id)) return null;
  const [joined] = await selectPayouts(tx)
    .where(
      and(
        eq(payouts.organizationId, ctx.organizationId),
        isUuid(id) ? eq(payouts.id, id) : eq(payouts.stripePayoutId, id),
      ),
    )
    .orderBy(asc(payouts.createdAt))
    .limit(1);
  return joined ? { payout: toPayout(joined), row: joined.row } : null;
}
