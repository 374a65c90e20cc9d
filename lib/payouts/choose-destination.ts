import { listExternalAccounts } from "../accounts/list-external-accounts";
import { recordExternalAccounts } from "../accounts/record-external-accounts";
import type { Context } from "../context";
import type { Account } from "../core/account";
import type { Currency } from "../core/currency";
import { type ExternalAccount, isUsable } from "../core/external-account";
import type { PayoutMethod } from "../core/payout";

type Wanted = { id: string | undefined; currency: Currency; method: PayoutMethod };

/**
 * The bank account or card a payout would go to: the one that is named, else the default for its currency; null when
 * there is none. One that would not do is read from Stripe again before it is believed.
 */
export async function chooseDestination(
  ctx: Context,
  account: Account,
  wanted: Wanted,
): Promise<ExternalAccount | null> {
  const { stripeAccountId: accountId } = account;
  const stored = pick(await listExternalAccounts(ctx, { accountId }), wanted);
  if (stored && wouldDo(stored, wanted)) return stored;
  const seen = await ctx.stripeFor(accountId).listExternalAccounts();
  await recordExternalAccounts(ctx, account, seen);
  return pick(seen, wanted);
}

function pick(externalAccounts: readonly ExternalAccount[], { id, currency }: Wanted): ExternalAccount | null {
  const isWanted = (candidate: ExternalAccount) =>
    id === undefined ? candidate.isDefaultForCurrency && candidate.currency === currency : candidate.id === id;
  return externalAccounts.find(isWanted) ?? null;
}

function wouldDo(destination: ExternalAccount, { method }: Wanted): boolean {
  return isUsable(destination) && (method === "standard" || destination.payoutMethods.includes("instant"));
}
