import { type OrgTransaction, withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { Account } from "../core/account";
import type { Payout } from "../core/payout";
import { lockPayout } from "./lock-payout";
import { momentOfFetch } from "./moment-of-fetch";
import type { RecordCause } from "./payout-scope";
import { recordPayout } from "./record-payout";
import { withTurn } from "./with-turn";

/** Why it is asked for; when is known here. */
export type RefreshCause = Omit<RecordCause, "fetchedAt">;

/**
 * Asks Stripe for one payout and stores the answer, both under the payout's lock, so that no older answer can come
 * between. A payout that Stripe does not have is not stored. Throws a `StripeCallError` then, and when Stripe does
 * not answer. `within` takes part in a transaction of the caller's.
 */
export async function refreshPayout(
  ctx: Context,
  account: Pick<Account, "id" | "stripeAccountId">,
  stripePayoutId: string,
  { within, ...cause }: RefreshCause & { within?: OrgTransaction },
): Promise<Payout> {
  const refresh = async (tx: OrgTransaction) => {
    const scope = {
      organizationId: ctx.organizationId,
      connectedAccountId: account.id,
      stripeAccountId: account.stripeAccountId,
      log: ctx.log,
    };
    await lockPayout(tx, { ...scope, stripePayoutId });
    const fetchedAt = await momentOfFetch(tx, ctx, { connectedAccountId: account.id, stripePayoutId });
    const payout = await ctx.stripeFor(account.stripeAccountId).getPayout(stripePayoutId);
    return recordPayout(tx, scope, payout, { ...cause, fetchedAt });
  };
  return within ? refresh(within) : withTurn(() => withOrg(ctx, refresh));
}
