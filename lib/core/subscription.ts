import type { Currency } from "./currency";

/** One price of a subscription. Since Stripe's version 2025-03 each has a period of its own. */
export type SubscriptionItem = {
  readonly id: string;
  readonly priceId: string | null;
  /** Null for metered prices. */
  readonly quantity: number | null;
  /** Decimal text of minor units, which may have fractions; null for tiered prices. */
  readonly unitAmount: string | null;
  /** Stripe's open text: day, week, month, year. */
  readonly interval: string | null;
  readonly currentPeriodStartAt: Date;
  readonly currentPeriodEndAt: Date;
};

/** A subscription on a connected account, as Stripe describes it. */
export type StripeSubscription = {
  readonly stripeSubscriptionId: string;
  readonly stripeCustomerId: string;
  /** Stripe's open text: incomplete, incomplete_expired, trialing, active, past_due, canceled, unpaid, paused. */
  readonly status: string;
  readonly currency: Currency;
  readonly startAt: Date;
  /** When it was really over. */
  readonly endedAt: Date | null;
  /** When somebody asked for the end, which may come later. */
  readonly canceledAt: Date | null;
  readonly cancelAt: Date | null;
  readonly isCanceledAtPeriodEnd: boolean;
  readonly cancellationReason: string | null;
  readonly items: readonly SubscriptionItem[];
  readonly createdAt: Date;
};
