import { type PayoutOption, payoutOptions } from "@/components/payouts/payout-options";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { listExternalAccounts } from "@/lib/accounts/list-external-accounts";
import { getBalance } from "@/lib/balance/get-balance";
import type { Context } from "@/lib/context";

export type PayoutSources = {
  readonly options: readonly PayoutOption[];
  /** Stripe did not answer, so the balances are the last ones known. */
  readonly isStale: boolean;
  readonly hasAccount: boolean;
};

/** Everything the form offers: accounts, what each has available, and where it can go. */
export async function payoutSources(ctx: Context): Promise<PayoutSources> {
  const accounts = (await listAccounts(ctx)).filter((account) => account.state === "active");
  if (accounts.length === 0) return { options: [], isStale: false, hasAccount: false };
  const [balance, externalAccounts] = await Promise.all([getBalance(ctx, {}), listExternalAccounts(ctx, {})]);
  const sources = accounts.flatMap((account) => {
    const ofAccount = balance.accounts.find((one) => one.accountId === account.stripeAccountId);
    if (!ofAccount) return [];
    const own = externalAccounts.filter((external) => external.accountId === account.stripeAccountId);
    return [{ account, balance: ofAccount, externalAccounts: own }];
  });
  return { options: payoutOptions(sources), isStale: balance.isStale, hasAccount: true };
}
