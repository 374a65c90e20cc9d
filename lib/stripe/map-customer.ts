import type Stripe from "stripe";
import type { StripeCustomer } from "../core/customer";
import type { StripeSubscription, SubscriptionItem } from "../core/subscription";
import { UnreadableObjectError } from "./errors";
import { currencyOf, decimalText, idOf, instantOf, instantOrNull, textOf } from "./map-scalars";

/** A customer, or what is left of a deleted one. Address, phone and cards are not taken. */
export function mapCustomer(customer: Stripe.Customer | Stripe.DeletedCustomer): StripeCustomer {
  const stripeCustomerId = customer.id;
  if (customer.deleted) return { stripeCustomerId, email: null, name: null, isDeleted: true, createdAt: null };
  return {
    stripeCustomerId,
    email: textOf(customer.email),
    name: textOf(customer.name),
    isDeleted: false,
    createdAt: instantOf(customer.created),
  };
}

/**
 * A subscription with its prices; `items` replaces the ones that came with it, which may be the first few only.
 * Throws UnreadableObjectError where it names no customer or no currency. Unknown statuses pass.
 */
export function mapSubscription(
  subscription: Stripe.Subscription,
  items: readonly Stripe.SubscriptionItem[] = subscription.items.data,
): StripeSubscription {
  const { id } = subscription;
  const stripeCustomerId = idOf(subscription.customer);
  if (stripeCustomerId === null) throw new UnreadableObjectError(id, `${id} names no customer.`);
  return {
    stripeSubscriptionId: id,
    stripeCustomerId,
    status: subscription.status,
    currency: currencyOf(id, subscription.currency),
    startAt: instantOf(subscription.start_date),
    endedAt: instantOrNull(subscription.ended_at),
    canceledAt: instantOrNull(subscription.canceled_at),
    cancelAt: instantOrNull(subscription.cancel_at),
    isCanceledAtPeriodEnd: subscription.cancel_at_period_end,
    cancellationReason: subscription.cancellation_details?.reason ?? null,
    items: items.map(itemOf),
    createdAt: instantOf(subscription.created),
  };
}

function itemOf(item: Stripe.SubscriptionItem): SubscriptionItem {
  const decimal = item.price?.unit_amount_decimal ?? item.price?.unit_amount ?? null;
  return {
    id: item.id,
    priceId: item.price?.id ?? null,
    quantity: item.quantity ?? null,
    unitAmount: decimal === null ? null : decimalText(String(decimal)),
    interval: item.price?.recurring?.interval ?? null,
    currentPeriodStartAt: instantOf(item.current_period_start),
    currentPeriodEndAt: instantOf(item.current_period_end),
  };
}
