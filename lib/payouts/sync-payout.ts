import { withOrg } from "@/db/with-org";
import { linkPayoutTransactions } from "../balance/link-payout-transactions";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { notFound } from "../core/errors";
import type { Payout } from "../core/payout";
import type { SyncTrigger } from "../core/sync-run";
import { toAppError } from "../stripe/errors";
import { syncAccount } from "../sync/sync-account";
import { accountOf } from "./account-of";
import { actorFacts } from "./actor-facts";
import { findPayout } from "./find-payout";
import { refreshPayout } from "./refresh-payout";

/** Somebody waits for it. */
const budgetMs = 15_000;

/**
 * Reads one payout from Stripe again, and with an automatic one whose list is complete the transactions it is made of;
 * its proof follows. Where that does not mend it, rows that we have are not what Stripe says, and a sync of the account
 * rewrites those; a long one goes on with the next call or schedule. Throws `not_found`, `forbidden`, and `stripe_error` or `stripe_unavailable` when Stripe refuses or does not answer.
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
  const { proof } = await reread(ctx, id);
  if (proof?.state === "differs") {
    await syncAccount(ctx, { accountId: account.stripeAccountId, trigger: triggerOf(ctx), budgetMs });
  }
  return reread(ctx, id);
}

async function reread(ctx: Context, id: string): Promise<Payout> {
  const found = await withOrg(ctx, (tx) => findPayout(tx, ctx, id));
  if (found === null) throw notFound();
  return found.payout;
}

function triggerOf({ actor }: Context): SyncTrigger {
  if (actor.kind === "system") return "cron";
  return actor.kind === "user" ? "person" : "api_key";
}
