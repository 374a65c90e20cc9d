import type { StripeCharge } from "../core/charge";
import { toCurrency } from "../core/currency";
import type { StripeCustomer } from "../core/customer";
import type { StripeDispute } from "../core/dispute";
import type { StripeRefund } from "../core/refund";
import type { StripeSubscription } from "../core/subscription";

const usd = toCurrency("usd");

/** A guest's succeeded payment of $100.00. */
export const chargeOf = (changes: Partial<StripeCharge> = {}): StripeCharge => ({
  stripeChargeId: "ch_1",
  amountMinor: 10_000n,
  amountCapturedMinor: 10_000n,
  amountRefundedMinor: 0n,
  currency: usd,
  status: "succeeded",
  isCaptured: true,
  isRefunded: false,
  isDisputed: false,
  stripeCustomerId: null,
  customerKey: "buyer@example.com",
  billingEmail: "Buyer@Example.com",
  billingName: 'Buyer "One", {1}',
  description: "Order back\\slash, NULL",
  paymentIntentId: "pi_1",
  methodType: "card",
  applicationFeeMinor: 1_000n,
  balanceTransactionId: "txn_1",
  sourceTransferId: null,
  failureCode: null,
  createdAt: new Date("2026-11-22T14:00:03Z"),
  ...changes,
});

export const refundOf = (changes: Partial<StripeRefund> = {}): StripeRefund => ({
  stripeRefundId: "re_1",
  stripeChargeId: "ch_1",
  paymentIntentId: "pi_1",
  amountMinor: 2_500n,
  currency: usd,
  status: "succeeded",
  reason: null,
  failureReason: null,
  balanceTransactionId: "txn_2",
  failureBalanceTransactionId: null,
  createdAt: new Date("2026-11-23T09:00:00Z"),
  ...changes,
});

export const disputeOf = (changes: Partial<StripeDispute> = {}): StripeDispute => ({
  stripeDisputeId: "du_1",
  stripeChargeId: "ch_1",
  amountMinor: 10_000n,
  currency: usd,
  status: "needs_response",
  reason: "fraudulent",
  dueAt: new Date("2026-12-08T23:59:59Z"),
  balanceTransactions: 1,
  createdAt: new Date("2026-11-23T10:00:00Z"),
  ...changes,
});

export const customerOf = (changes: Partial<StripeCustomer> = {}): StripeCustomer => ({
  stripeCustomerId: "cus_1",
  email: "buyer@example.com",
  name: "Buyer One",
  isDeleted: false,
  createdAt: new Date("2026-02-01T00:00:00Z"),
  ...changes,
});

/** What Stripe says of a deleted customer. */
export const deletedCustomerOf = (stripeCustomerId: string): StripeCustomer => ({
  stripeCustomerId,
  email: null,
  name: null,
  isDeleted: true,
  createdAt: null,
});

export const subscriptionOf = (changes: Partial<StripeSubscription> = {}): StripeSubscription => ({
  stripeSubscriptionId: "sub_1",
  stripeCustomerId: "cus_1",
  status: "active",
  currency: usd,
  startAt: new Date("2026-02-03T00:00:00Z"),
  endedAt: null,
  canceledAt: null,
  cancelAt: null,
  isCanceledAtPeriodEnd: false,
  cancellationReason: null,
  items: [
    {
      id: "si_1",
      priceId: "price_1",
      quantity: 3,
      unitAmount: "0.000125",
      interval: "month",
      currentPeriodStartAt: new Date("2026-11-03T00:00:00Z"),
      currentPeriodEndAt: new Date("2026-12-03T00:00:00Z"),
    },
  ],
  createdAt: new Date("2026-02-01T00:00:00Z"),
  ...changes,
});
