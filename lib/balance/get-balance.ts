import { listAccounts } from "../accounts/list-accounts";
import { resolveAccount } from "../accounts/resolve-account";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import type { Account } from "../core/account";
import type { AccountBalance, Balance } from "../core/balance";
import { AppError } from "../core/errors";
import type { StripeAccountId } from "../core/ids";
import { StripeCallError, toAppError } from "../stripe/errors";
import { balanceCache, type LiveBalance } from "./balance-cache";
import { findSnapshot, type Snapshot } from "./find-snapshot";
import { recordBalance } from "./record-balance";
import { sumBalances } from "./sum-balances";
import { within } from "./within";

export type OrganizationBalance = {
  readonly accounts: readonly AccountBalance[];
  /** Summed per currency over the accounts; currencies are never added together. */
  readonly totals: Balance;
  /** The oldest of the accounts' moments, so that it holds for every figure. */
  readonly asOf: Date;
  readonly isStale: boolean;
};

/** Past this, people see the last known balance instead of waiting; the read goes on and serves the next one. */
const patienceMs = 2_500;

/**
 * The balance as Stripe says it now, at most some seconds old, of one account or of all that are connected. Without
 * an answer from Stripe it is the last one known, marked as stale. Throws `not_found`, `no_connected_account`, and
 * `stripe_unavailable` when an account was never read.
 */
export async function getBalance(ctx: Context, { accountId }: { accountId?: string }): Promise<OrganizationBalance> {
  requirePermission(ctx.actor, "balance:read");
  const accounts = accountId === undefined ? await accountsToRead(ctx) : [await resolveAccount(ctx, accountId)];
  const balances = await Promise.all(accounts.map((account) => balanceOf(ctx, account)));
  const asOf = new Date(Math.min(...balances.map((balance) => balance.asOf.getTime())));
  return {
    accounts: balances,
    totals: sumBalances(balances, { livemode: ctx.livemode }),
    asOf,
    isStale: balances.some((balance) => balance.isStale),
  };
}

async function accountsToRead(ctx: Context): Promise<Account[]> {
  const accounts = await listAccounts(ctx);
  if (accounts.length === 0) {
    throw new AppError("no_connected_account", "No Stripe account is connected to this organization yet.");
  }
  const active = accounts.filter((account) => account.state === "active");
  return active.length > 0 ? active : accounts;
}

async function balanceOf(ctx: Context, account: Account): Promise<AccountBalance> {
  const accountId = account.stripeAccountId;
  const snapshot = await findSnapshot(ctx, account);
  if (account.state === "disconnected" && snapshot) return staleBalance(accountId, snapshot);
  try {
    const read = balanceCache.read(account.id, ctx.now, () => readLive(ctx, account));
    const live = snapshot === null ? await read : await within(patienceMs, read);
    if (live) return { ...live.balance, accountId, asOf: live.asOf, isStale: false };
  } catch (error) {
    if (!(error instanceof StripeCallError) || snapshot === null) throw toAppError(error);
    ctx.log.warn("Stripe did not answer for a balance; the last one known is shown.", {
      accountId,
      reason: error.reason,
    });
  }
  if (snapshot === null) throw new AppError("stripe_unavailable", "Stripe is not answering. Try again in a moment.");
  return staleBalance(accountId, snapshot);
}

function staleBalance(accountId: StripeAccountId, { balance, asOf }: Snapshot): AccountBalance {
  return { ...balance, accountId, asOf, isStale: true };
}

async function readLive(ctx: Context, account: Account): Promise<LiveBalance> {
  const asOf = ctx.now();
  const balance = await ctx.stripeFor(account.stripeAccountId).getBalance();
  await recordBalance(ctx, account, balance);
  return { balance, asOf };
}
