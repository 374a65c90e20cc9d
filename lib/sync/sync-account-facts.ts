import { recordAccount } from "../accounts/record-account";
import { recordExternalAccounts } from "../accounts/record-external-accounts";
import { recordSchedule } from "../accounts/record-schedule";
import { invalidateBalance } from "../balance/invalidate-balance";
import { recordBalance } from "../balance/record-balance";
import type { Context } from "../context";
import { StripeCallError } from "../stripe/errors";
import { type ActiveRun, writeForRun } from "./active-run";
import { callStripe } from "./call-stripe";

/**
 * Reads what is small and most wanted before any list: the balance, then the account, its schedule and its bank
 * accounts. A long list that meets Stripe's limits cannot keep the balance waiting.
 */
export async function syncAccountFacts(ctx: Context, run: ActiveRun): Promise<void> {
  const { account } = run;
  const gateway = ctx.stripeFor(account.stripeAccountId);
  await recordBalance(ctx, account, await callStripe(ctx, run, () => gateway.getBalance()));
  invalidateBalance(account.id);
  await recordAccount(ctx, account, await callStripe(ctx, run, () => gateway.getAccount()));
  await ifAllowed(ctx, run, async () => {
    await recordSchedule(ctx, account, await callStripe(ctx, run, () => gateway.getSchedule()));
  });
  await ifAllowed(ctx, run, async () => {
    await recordExternalAccounts(ctx, account, await callStripe(ctx, run, () => gateway.listExternalAccounts()));
  });
  await writeForRun(ctx, run, async () => ({ stage: "balance_transactions" }));
}

/** Some accounts keep these from their platform. What we knew stays as it was, and the money is read all the same. */
async function ifAllowed(ctx: Context, { account }: ActiveRun, read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof StripeCallError) || error.reason !== "refused") throw error;
    ctx.log.warn("Stripe refused a fact about an account.", { accountId: account.stripeAccountId, code: error.code });
  }
}
