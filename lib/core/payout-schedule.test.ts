import { describe, expect, it } from "vitest";
import { describeSchedule, type PayoutSchedule } from "./payout-schedule";

const daily: PayoutSchedule = {
  interval: "daily",
  weeklyPayoutDays: [],
  monthlyPayoutDays: [],
  status: "enabled",
  delayDays: 2,
  statementDescriptor: null,
  debitNegativeBalances: true,
  minimumBalances: [],
};

describe("describeSchedule", () => {
  it.each([
    [{ interval: "manual" }, "Manual payouts"],
    [{}, "Paid out every day"],
    [{ interval: "weekly", weeklyPayoutDays: ["monday"] }, "Paid out weekly on Monday"],
    [
      { interval: "weekly", weeklyPayoutDays: ["monday", "wednesday", "friday"] },
      "Paid out weekly on Monday, Wednesday, and Friday",
    ],
    [{ interval: "weekly" }, "Paid out weekly on days that Stripe chooses"],
    [{ interval: "monthly", monthlyPayoutDays: [1, 15] }, "Paid out monthly on day 1 and 15"],
    [{ interval: "hourly" }, "Paid out on Stripe's schedule “hourly”"],
  ])("says of %o: %s", (change, sentence) => {
    expect(describeSchedule({ ...daily, ...change })).toBe(sentence);
  });
});
