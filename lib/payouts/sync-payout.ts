import { withOrg } from "@/db/with-org";
import { linkPayoutTransactions } from "../balance/link-payout-transactions";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { notFound } from "../core/errors";
import type { Payout } from "../core/payout";
import { toAppError } from "../stripe/errors";
import { accountOf } from "./account-of";
import { actorFacts } from "./actor-facts";
import { findPayout } from "./find-payout";
import { refreshPayout } from "./refresh-payout";

/**
 * Reads one payout from Stripe again, and with an automatic one whose list is complete the transactions it is made of;
 * its proof follows. Rows that we have are not rewritten by it: that is for a sync of the account. Throws `not_found`,
 * `forbidden`, and `stripe_error` or `stripe_unavailable` when Stripe refuses or does not answer.
 */
export async function syncPayout(ctx: Context, { id }: { id: string }): Promise<Payout> {
  requirePermission(ctx.actor, "transactions:sync");
  const found = await withOrg(ctx, (tx) => findPayout(tx, ctx, id));
  if (found === null) throw notFound();
  const account = await accountOf(ctx, found.row.connectedAccountId);
  try {
    const { stripePayoutId } = found.row;
    const payout = await refreshPayout(ctx, account, stripePayoutId, { source: actorFacts(ctx.actor).source });
    if (payout.automatic && payout.reconciliationStatus === "completed") {
      await linkPayoutTransactions(ctx, { account, stripePayoutId });
    }
  } catch (error) {
    throw toAppError(error);
  }
  const synced = await withOrg(ctx, (tx) => findPayout(tx, ctx, id));
  if (synced === null) throw notFound();
  return synced.payout;
}
