import { recordAccount } from "../accounts/record-account";
import { recordExternalAccounts } from "../accounts/record-external-accounts";
import { recordSchedule } from "../accounts/record-schedule";
import type { Delivery, Effect } from "./handler";

/** Stores what Stripe says of the account now: its state, where its payouts can go, and when they are made. */
export async function accountChanged({ ctx, account }: Delivery): Promise<Effect> {
  const gateway = ctx.stripeFor(account.stripeAccountId);
  await recordAccount(ctx, account, await gateway.getAccount());
  await recordExternalAccounts(ctx, account, await gateway.listExternalAccounts());
  await recordSchedule(ctx, account, await gateway.getSchedule());
  return async () => undefined;
}
