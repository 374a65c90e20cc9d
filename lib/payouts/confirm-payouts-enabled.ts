import { recordAccount } from "../accounts/record-account";
import type { Context } from "../context";
import type { Account } from "../core/account";

/** The account as stored, or as Stripe says it now when the stored copy would stand in the way of a payout. */
export async function confirmPayoutsEnabled(ctx: Context, account: Account): Promise<Account> {
  if (account.payoutsEnabled || account.state === "disconnected") return account;
  return recordAccount(ctx, account, await ctx.stripeFor(account.stripeAccountId).getAccount());
}
