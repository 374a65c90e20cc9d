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
 * accounts. A long list that meets Stripe's limits cannot keep the balance waiting, and a fact that cannot be kept
 * exactly is left out and named on the run, with what we knew of it unchanged.
 */
export async function syncAccountFacts(ctx: Context, run: ActiveRun): Promise<void> {
  const { account } = run;
  const gateway = ctx.stripeFor(account.stripeAccountId);
  const ask = <T>(read: () => Promise<T>) => callStripe(ctx, run, read);
  const leftOut = [
    await unlessUnreadable(ctx, run, "The balance", async () => {
      await recordBalance(ctx, account, await ask(() => gateway.getBalance()));
      invalidateBalance(account.id);
    }),
    await unlessUnreadable(ctx, run, "The account", async () => {
      await recordAccount(ctx, account, await ask(() => gateway.getAccount()));
    }),
    await ifAllowed(ctx, run, "The payout schedule", async () => {
      await recordSchedule(ctx, account, await ask(() => gateway.getSchedule()));
    }),
    await ifAllowed(ctx, run, "The bank accounts", async () => {
      await recordExternalAccounts(ctx, account, await ask(() => gateway.listExternalAccounts()));
    }),
  ].filter((sentence) => sentence !== null);
  await writeForRun(ctx, run, async () => ({
    stage: "balance_transactions",
    ...(leftOut.length > 0 ? { leftOut: leftOut.join(" ") } : {}),
  }));
}

/** Null, or a sentence about what Stripe sent that would not be exact here. */
async function unlessUnreadable(
  ctx: Context,
  { account }: ActiveRun,
  what: string,
  read: () => Promise<void>,
): Promise<string | null> {
  try {
    await read();
    return null;
  } catch (error) {
    if (!(error instanceof StripeCallError) || error.reason !== "unreadable") throw error;
    ctx.log.warn("A fact from Stripe cannot be kept exactly.", {
      accountId: account.stripeAccountId,
      what,
      reason: error.message,
    });
    return `${what} cannot be kept exactly; what was known before is unchanged.`;
  }
}

/** Some accounts keep these from their platform. What we knew stays as it was, and the money is read all the same. */
async function ifAllowed(
  ctx: Context,
  run: ActiveRun,
  what: string,
  read: () => Promise<void>,
): Promise<string | null> {
  try {
    return await unlessUnreadable(ctx, run, what, read);
  } catch (error) {
    if (!(error instanceof StripeCallError) || error.reason !== "refused") throw error;
    ctx.log.warn("Stripe refused a fact about an account.", {
      accountId: run.account.stripeAccountId,
      code: error.code,
    });
    return null;
  }
}
