/** When Stripe pays out, read from balance settings. Source: docs.stripe.com/api/balance-settings. */
export type PayoutSchedule = {
  /** `manual`, `daily`, `weekly`, `monthly`, or a value we do not know yet. */
  readonly interval: string;
  readonly weeklyPayoutDays: readonly string[];
  readonly monthlyPayoutDays: readonly number[];
  /** `enabled` or `disabled` by Stripe. */
  readonly status: string | null;
  readonly delayDays: number | null;
  readonly statementDescriptor: string | null;
  readonly debitNegativeBalances: boolean | null;
  /** What must stay in the balance, per currency, in minor units. */
  readonly minimumBalances: readonly { readonly currency: string; readonly minor: bigint }[];
};

/** A sentence such as "Every day" or "Weekly on Monday and Thursday". */
export function describeSchedule(schedule: PayoutSchedule): string {
  if (schedule.interval === "manual") return "Manual payouts";
  if (schedule.interval === "daily") return "Paid out every day";
  if (schedule.interval === "weekly") return `Paid out weekly on ${listed(schedule.weeklyPayoutDays.map(capitalized))}`;
  if (schedule.interval === "monthly")
    return `Paid out monthly on day ${listed(schedule.monthlyPayoutDays.map(String))}`;
  return `Paid out on Stripe's schedule “${schedule.interval}”`;
}

function listed(parts: readonly string[]): string {
  if (parts.length === 0) return "days that Stripe chooses";
  return new Intl.ListFormat("en", { type: "conjunction" }).format(parts);
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
