import { day, hour, isBusinessDay, startOfDay } from "../calendar";
import { makeCharge } from "../charges";
import { createPayout } from "../payouts";
import { makeRefund } from "../refunds";
import type { ChargeRecord } from "../state";
import { accountOf } from "../world";
import type { AccountHistory, Command, ExternalPlan, WorldPlan } from "./plan";

const goodBank: ExternalPlan = { object: "bank_account", last4: "6789", instant: true, isDefault: true };

/** One organization with one account that has never moved money. */
export const emptyPlan: WorldPlan = {
  days: 1,
  hasStandingRecords: true,
  organizations: [
    {
      name: "Empty One",
      slug: "empty-one",
      accounts: [
        {
          label: "Manual USD",
          country: "US",
          currency: "usd",
          interval: "manual",
          externals: [goodBank],
          history: () => [],
        },
      ],
    },
  ],
};

/**
 * Sums that a person can check: on each of the last business days, at ten o'clock, one charge. Accounts with
 * manual payouts had none today.
 * 100.00 USD leaves 86.80 (fees 3.20 and 10.00), 50.00 leaves 43.25, 20.00 leaves 17.12.
 */
export const tinyPlan: WorldPlan = {
  days: 40,
  hasStandingRecords: true,
  organizations: [
    {
      name: "Tiny One",
      slug: "tiny-one",
      accounts: [
        {
          label: "Manual USD",
          country: "US",
          currency: "usd",
          interval: "manual",
          externals: [
            goodBank,
            { object: "card", last4: "5556", instant: true },
            { object: "bank_account", last4: "1116" },
            { object: "bank_account", last4: "9990" },
          ],
          history: (history) => [...dailyCharges(history, 10_000, 22), ...refundAndPayout(history)],
        },
        {
          label: "Daily USD",
          country: "US",
          currency: "usd",
          interval: "daily",
          externals: [goodBank],
          history: (history) => dailyCharges({ ...history, to: history.to + day }, 5_000, 22),
        },
      ],
    },
    {
      name: "Tiny Two",
      slug: "tiny-two",
      accounts: [
        {
          label: "Manual USD",
          country: "US",
          currency: "usd",
          interval: "manual",
          externals: [goodBank],
          history: (history) => dailyCharges(history, 2_000, 10),
        },
      ],
    },
  ],
};

function dailyCharges({ world, account, to }: AccountHistory, amount: number, count: number): Command[] {
  const commands: Command[] = [];
  for (let date = startOfDay(to) - day; commands.length < count; date -= day) {
    if (!isBusinessDay(date)) continue;
    const email = `customer-${commands.length % 5}@example.com`;
    const run = () => makeCharge(world, accountOf(world, account), { amount, email, description: "Order" });
    commands.push({ at: date + 10 * hour, run });
  }
  return commands;
}

/** Half of the oldest charge is given back, and 300.00 went to the bank a week ago. */
function refundAndPayout({ world, account, to }: AccountHistory): Command[] {
  const oldest = (): ChargeRecord => {
    const charge = world.state.books[account]?.charge[0];
    if (!charge) throw new Error("The tiny world has no charge to refund.");
    return charge;
  };
  const weekAgo = startOfDay(to) - 8 * day;
  return [
    { at: weekAgo + 11 * hour, run: () => makeRefund(world, oldest(), 5_000, "requested_by_customer") },
    {
      at: weekAgo + 12 * hour,
      run: () => createPayout(world, accountOf(world, account), { amount: 30_000, currency: "usd" }),
    },
  ];
}
