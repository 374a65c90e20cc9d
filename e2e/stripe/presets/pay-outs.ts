import { day, hour, startOfDay } from "../calendar";
import { payoutStep } from "../currency";
import { balanceOf } from "../ledger";
import { replaceExternalAccount } from "../payout-lifecycle";
import { cancelPayout, createPayout, reversePayout } from "../payouts";
import type { BankOutcome } from "../state";
import { accountOf, bookOf } from "../world";
import type { AccountHistory, Command } from "./plan";

/** Every so many days a share of what is available goes to the bank. */
export function payOutShares(
  { world, account, from, to }: AccountHistory,
  { everyDays, share }: { everyDays: number; share: number },
): Command[] {
  const commands: Command[] = [];
  for (let at = startOfDay(from) + everyDays * day + 15 * hour; at < to; at += everyDays * day) {
    commands.push({ at, run: () => payOutShare({ world, account }, share) });
  }
  return commands;
}

function payOutShare({ world, account }: Pick<AccountHistory, "world" | "account">, share: number): void {
  const record = accountOf(world, account);
  const { currency } = record;
  const step = Math.max(payoutStep(currency), 100);
  const amount = Math.floor((balanceOf(world, account, "available", currency) * share) / step) * step;
  if (amount > 0) createPayout(world, record, { amount, currency, description: "To operating account" });
}

/** Two instant payouts, in dollars. */
export function instantPayouts({ world, account, to }: AccountHistory): Command[] {
  return [70, 33].map((daysAgo) => ({
    at: startOfDay(to) - daysAgo * day + 16 * hour,
    run: () => createPayout(world, accountOf(world, account), { amount: 50_000, currency: "usd", method: "instant" }),
  }));
}

/** One that somebody stopped at once. */
export function canceledPayout({ world, account, to }: AccountHistory, amount: number): Command[] {
  const at = startOfDay(to) - 50 * day + 9 * hour;
  const run = () =>
    cancelPayout(
      world,
      createPayout(world, accountOf(world, account), { amount, currency: accountOf(world, account).currency }),
    );
  return [{ at, run }];
}

const replacedAfterDays = 9;

/** The bank fails one payout; payouts stop until another bank account is in its place. */
export function bankTrouble(
  { world, account, from }: AccountHistory,
  { afterDays, outcome }: { afterDays: number; outcome: BankOutcome },
): Command[] {
  const at = startOfDay(from) + afterDays * day;
  return [
    { at, run: () => accountOf(world, account).nextOutcomes.push(outcome) },
    {
      at: at + replacedAfterDays * day,
      run: () => replaceExternalAccount(world, accountOf(world, account), accountOf(world, account).currency),
    },
  ];
}

/** The newest payout that has arrived by then is fetched back from the bank. */
export function reversedPayout({ world, account, to }: AccountHistory, daysAgo: number): Command[] {
  const run = (): void => {
    const payout = bookOf(world, account).payout.findLast(
      (record) => record.status === "paid" && record.amount > 0 && record.method === "standard",
    );
    if (payout) reversePayout(world, accountOf(world, account), payout, {});
  };
  return [{ at: startOfDay(to) - daysAgo * day + 11 * hour, run }];
}
