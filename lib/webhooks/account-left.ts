import { recordDisconnect } from "../accounts/record-disconnect";
import { StripeCallError } from "../stripe/errors";
import type { Delivery, Effect } from "./handler";

/**
 * The account is said to have left. The event may be older than a new connection, so Stripe is asked whether it still
 * lets us in; only when it does not, the account stops. No answer is a reason to try again later.
 */
export async function accountLeft({ ctx, account }: Delivery): Promise<Effect> {
  try {
    await ctx.stripeFor(account.stripeAccountId).getAccount();
  } catch (error) {
    if (!(error instanceof StripeCallError)) throw error;
    if (error.reason === "account_lost") await recordDisconnect(ctx, account);
    // An answer that we cannot keep is an answer: the account lets us in.
    else if (error.reason !== "unreadable") throw error;
  }
  return async () => undefined;
}
