import { invalidateBalance } from "../balance/invalidate-balance";
import { recordBalance } from "../balance/record-balance";
import type { Context } from "../context";
import type { Balance } from "../core/balance";
import { StripeCallError } from "../stripe/errors";
import type { ActiveRun } from "../sync/active-run";
import { callStripe } from "../sync/call-stripe";
import { type Cut, readCut } from "./read-cut";
import { recordCheck } from "./record-check";
import { searchDrift } from "./search-drift";

/**
 * The sum of all stored rows against Stripe's balance, per currency and balance type. Equal is equal; that they differ is said only
 * when the balance stood still while the ledger was read, and after the rows that Stripe has otherwise were looked for.
 */
export async function compareBalance(ctx: Context, run: ActiveRun): Promise<void> {
  const cuts = await cut(ctx, run);
  const drifted = cuts.filter((one) => one.isStill && differs(one));
  if (drifted.length === 0) return record(ctx, run, cuts);
  ctx.log.warn("The ledger does not come to Stripe's balance; the days that differ are looked for.", {
    accountId: run.account.stripeAccountId,
    runId: run.id,
    currencies: drifted.map(({ currency }) => currency).join(", "),
  });
  await searchDrift(ctx, run, drifted);
  // Searching takes its time: what is said of the difference must hold for the whole of it.
  const after = await cut(ctx, run);
  await record(
    ctx,
    run,
    after.map((one) => ({ ...one, isStill: one.isStill && one.stripeMinor === stripeIn(cuts, one) })),
  );
}

function stripeIn(cuts: readonly Cut[], { currency, balanceType }: Cut): bigint | undefined {
  return cuts.find((one) => one.currency === currency && one.balanceType === balanceType)?.stripeMinor;
}

function differs({ ledgerMinor, stripeMinor }: Cut): boolean {
  return ledgerMinor !== stripeMinor;
}

async function record(ctx: Context, run: ActiveRun, cuts: readonly Cut[]): Promise<void> {
  for (const one of cuts) if (one.isStill || !differs(one)) await recordCheck(ctx, run, one);
}

async function cut(ctx: Context, run: ActiveRun): Promise<Cut[]> {
  const balance = await readBalance(ctx, run);
  return balance === null ? [] : readCut(ctx, run, balance);
}

/** Null for a balance that cannot be kept exactly; the run has been told so by its first reading. */
async function readBalance(ctx: Context, run: ActiveRun): Promise<Balance | null> {
  const { account } = run;
  try {
    const balance = await callStripe(ctx, run, () => ctx.stripeFor(account.stripeAccountId).getBalance());
    await recordBalance(ctx, account, balance);
    invalidateBalance(account.id);
    return balance;
  } catch (error) {
    if (error instanceof StripeCallError && error.reason === "unreadable") return null;
    throw error;
  }
}
