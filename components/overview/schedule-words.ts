import type { Account } from "@/lib/core/account";
import { type AccountBalance, amountIn } from "@/lib/core/balance";
import type { Currency } from "@/lib/core/currency";
import { describeSchedule } from "@/lib/core/payout-schedule";
import { defaultPlace, type ListedDestination } from "./default-place";

/** How the accounts that hold a currency pay it out, in a few words; null when no schedule is known. */
export function scheduleWords(
  currency: Currency,
  {
    accounts,
    balances,
    places,
  }: {
    accounts: readonly Account[];
    balances: readonly Pick<AccountBalance, "accountId" | "available" | "pending">[];
    places: readonly ListedDestination[];
  },
): string | null {
  const holders = balances.filter(
    (balance) => amountIn(balance.available, currency) !== 0n || amountIn(balance.pending, currency) !== 0n,
  );
  if (holders.length > 1) return `In ${holders.length} accounts`;
  const account = accounts.find((candidate) => candidate.stripeAccountId === holders[0]?.accountId);
  if (!account?.schedule) return null;
  const sentence = describeSchedule(account.schedule);
  if (account.schedule.interval === "manual") return sentence;
  const place = defaultPlace(places, { accountId: account.stripeAccountId, currency });
  return place === null ? sentence : `${sentence} to ${place}`;
}
