import { day, hour, startOfDay } from "../calendar";
import { payoutStep } from "../currency";
import { balanceOf } from "../ledger";
import { replaceExternalAccount } from "../payout-lifecycle";
import { cancelPayout, createPayout } from "../payouts";
import type { BankOutcome } from "../state";
import { accountOf } from "../world";
import type { AccountHistory, Command, ExternalPlan, WorldPlan } from "./plan";
import { salesHistory } from "./sales";

const goodBank: ExternalPlan = { object: "bank_account", last4: "6789", instant: true, isDefault: true };
const plainBank: ExternalPlan = { ...goodBank, instant: false };

/** Half a year of two small businesses. */
export const demoPlan: WorldPlan = {
  days: 181,
  organizations: [
    {
      name: "Juniper Supply",
      slug: "juniper-supply",
      accounts: [
        {
          label: "Juniper Supply US",
          country: "US",
          currency: "usd",
          interval: "manual",
          externals: [goodBank, { object: "card", last4: "5556", instant: true }],
          history: (history) => [
            ...salesHistory(history, { perDay: 13, median: 5_600, bankDebits: 0.12 }),
            ...payOutShares(history, { everyDays: 15, share: 0.08 }),
            ...instantPayouts(history),
          ],
        },
        {
          label: "Juniper Supply Online",
          country: "US",
          currency: "usd",
          interval: "daily",
          externals: [goodBank, { object: "bank_account", last4: "1116" }, { object: "bank_account", last4: "9990" }],
          history: (history) => [
            ...salesHistory(history, { perDay: 10, median: 4_800, bankDebits: 0.12 }),
            ...bankTrouble(history, { afterDays: 60, outcome: { kind: "refused", code: "account_closed" } }),
            ...bankTrouble(history, { afterDays: 110, outcome: { kind: "returned", code: "no_account" } }),
          ],
        },
        {
          label: "Juniper Supply Japan",
          country: "JP",
          currency: "jpy",
          interval: "manual",
          externals: [plainBank],
          history: (history) => [
            ...salesHistory(history, { perDay: 4, median: 6_400, bankDebits: 0 }),
            ...payOutShares(history, { everyDays: 28, share: 0.6 }),
            ...canceledPayout(history),
          ],
        },
        {
          label: "Juniper Supply Kuwait",
          country: "KW",
          currency: "kwd",
          interval: "manual",
          externals: [plainBank],
          history: (history) => [
            ...salesHistory(history, { perDay: 2.5, median: 14_500, bankDebits: 0 }),
            ...payOutShares(history, { everyDays: 28, share: 0.6 }),
          ],
        },
      ],
    },
    {
      name: "Harbor Coffee",
      slug: "harbor-coffee",
      accounts: [
        {
          label: "Harbor Coffee",
          country: "US",
          currency: "usd",
          interval: "manual",
          externals: [goodBank],
          history: (history) => [
            ...salesHistory(history, { perDay: 5, median: 2_400, bankDebits: 0 }),
            ...payOutShares(history, { everyDays: 14, share: 0.7 }),
          ],
        },
      ],
    },
  ],
};

/** Every so many days a share of what is available goes to the bank. */
function payOutShares(
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

function instantPayouts({ world, account, to }: AccountHistory): Command[] {
  return [70, 33].map((daysAgo) => ({
    at: startOfDay(to) - daysAgo * day + 16 * hour,
    run: () => createPayout(world, accountOf(world, account), { amount: 50_000, currency: "usd", method: "instant" }),
  }));
}

function canceledPayout({ world, account, to }: AccountHistory): Command[] {
  const at = startOfDay(to) - 50 * day + 9 * hour;
  const run = () =>
    cancelPayout(world, createPayout(world, accountOf(world, account), { amount: 20_000, currency: "jpy" }));
  return [{ at, run }];
}

const replacedAfterDays = 9;

/** The bank fails one payout; payouts stop until another bank account is in its place. */
function bankTrouble(
  { world, account, from }: AccountHistory,
  { afterDays, outcome }: { afterDays: number; outcome: BankOutcome },
): Command[] {
  const at = startOfDay(from) + afterDays * day;
  return [
    { at, run: () => accountOf(world, account).nextOutcomes.push(outcome) },
    { at: at + replacedAfterDays * day, run: () => replaceExternalAccount(world, accountOf(world, account), "usd") },
  ];
}
