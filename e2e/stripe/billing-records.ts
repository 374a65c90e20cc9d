import type { SubscriptionStatus } from "./oracle";

export type CustomerRecord = {
  id: string;
  account: string;
  created: number;
  email: string | null;
  name: string | null;
  currency: string;
  deleted: boolean;
};

export type Interval = "month" | "year";
export type ItemRecord = { id: string; price: string; product: string; amount: number; quantity: number };

export type SubscriptionRecord = {
  id: string;
  account: string;
  customer: string;
  created: number;
  currency: string;
  interval: Interval;
  items: ItemRecord[];
  status: SubscriptionStatus;
  /** Periods are counted from here: the start, or the end of the trial. */
  anchor: number;
  /** How many periods have begun since the anchor. */
  periods: number;
  periodStart: number;
  periodEnd: number;
  trialEnd: number | null;
  cancelAtPeriodEnd: boolean;
  canceledAt: number | null;
  cancelAt: number | null;
  endedAt: number | null;
  endReason: "cancellation_requested" | "payment_failed" | null;
  latestInvoice: string | null;
  /** How many of the next tries to collect will be declined. */
  plannedFailures: number;
};

export type InvoiceRecord = {
  id: string;
  account: string;
  customer: string;
  subscription: string;
  created: number;
  amount: number;
  currency: string;
  reason: "subscription_create" | "subscription_cycle";
  periodStart: number;
  periodEnd: number;
  status: "open" | "paid" | "void" | "uncollectible";
  attempts: number;
  paidAt: number | null;
  closedAt: number | null;
};

/** One try to collect an invoice. */
export type InvoicePaymentRecord = {
  id: string;
  account: string;
  invoice: string;
  created: number;
  amount: number;
  currency: string;
  paymentIntent: string;
  status: "canceled" | "open" | "paid";
  paidAt: number | null;
};
