import { resolveAccount } from "../accounts/resolve-account";
import type { Context } from "../context";
import type { Account } from "../core/account";
import type { Balance } from "../core/balance";
import type { ExternalAccount } from "../core/external-account";
import { type Money, money } from "../core/money";
import type { PayoutMethod } from "../core/payout";
import type { CreatePayoutInput } from "../core/payout-input";
import { toAppError } from "../stripe/errors";
import { chooseDestination } from "./choose-destination";
import { confirmPayoutsEnabled } from "./confirm-payouts-enabled";

/** A payout somebody has in mind, with everything that decides whether it can be made. */
export type PayoutCandidate = {
  readonly account: Account;
  readonly amount: Money;
  readonly method: PayoutMethod;
  readonly sourceType: string | null;
  /** Read from Stripe just now. */
  readonly balance: Balance;
  /** Where it would go; null when the caller named none and no default is known, which Stripe then decides. */
  readonly destination: ExternalAccount | null;
  /** The caller named a destination that the account does not have. */
  readonly isDestinationUnknown: boolean;
};

/**
 * Fills in the defaults of a request (the default account, its default currency, the default destination) and reads
 * what it depends on. What our own copy says against it is asked of Stripe again first, since people mend such things
 * and then try again. Throws `not_found`, `no_connected_account` and `stripe_unavailable`.
 */
export async function considerPayout(ctx: Context, input: CreatePayoutInput): Promise<PayoutCandidate> {
  const stored = await resolveAccount(ctx, input.accountId);
  const amount = money(input.amount, input.currency ?? stored.defaultCurrency);
  try {
    const account = await confirmPayoutsEnabled(ctx, stored);
    const wanted = { id: input.destination, currency: amount.currency, method: input.method };
    const destination = account.state === "active" ? await chooseDestination(ctx, account, wanted) : null;
    const balance = await balanceOf(ctx, account);
    return {
      account,
      amount,
      method: input.method,
      sourceType: input.sourceType ?? null,
      balance,
      destination,
      isDestinationUnknown: input.destination !== undefined && destination === null,
    };
  } catch (error) {
    throw toAppError(error);
  }
}

async function balanceOf(ctx: Context, account: Account): Promise<Balance> {
  // Stripe would refuse to answer for an account that is not ours any more; nothing can be paid from it either.
  if (account.state === "disconnected") return { ...nothing, livemode: account.livemode };
  return ctx.stripeFor(account.stripeAccountId).getBalance();
}

const nothing = { available: [], availableBySource: [], pending: [], connectReserved: [], instantAvailable: [] };
