import type Stripe from "stripe";
import type { StripeCharge } from "../core/charge";
import type { StripeCustomer } from "../core/customer";
import type { StripeDispute } from "../core/dispute";
import type { StripeAccountId } from "../core/ids";
import type { StripeRefund } from "../core/refund";
import type { StripeSubscription } from "../core/subscription";
import type { Page, PageRequest } from "./gateway";
import { call, listParams, pageOf, pageSizeMax } from "./listing";
import { mapCharge, mapDispute, mapRefund } from "./map-charge";
import { mapCustomer, mapSubscription } from "./map-customer";

/** The calls about what an account sold, and to whom. */
export type SalesCalls = {
  listCharges(request: PageRequest): Promise<Page<StripeCharge>>;
  getCharge(stripeChargeId: string): Promise<StripeCharge>;
  listRefunds(request: PageRequest): Promise<Page<StripeRefund>>;
  getRefund(stripeRefundId: string): Promise<StripeRefund>;
  listDisputes(request: PageRequest): Promise<Page<StripeDispute>>;
  getDispute(stripeDisputeId: string): Promise<StripeDispute>;
  /** Without those that were deleted. */
  listCustomers(request: PageRequest): Promise<Page<StripeCustomer>>;
  /** One that was deleted is known only by its id. */
  getCustomer(stripeCustomerId: string): Promise<StripeCustomer>;
  /** Ended ones as well, each with all of its items. */
  listSubscriptions(request: PageRequest): Promise<Page<StripeSubscription>>;
  getSubscription(stripeSubscriptionId: string): Promise<StripeSubscription>;
};

/** Binds them to one account, whose header goes with each of them. */
export function salesCalls(stripe: Stripe, options: { readonly stripeAccount: StripeAccountId }): SalesCalls {
  return {
    listCharges: (request) =>
      call(async () => pageOf(await stripe.charges.list(listParams(request), options), mapCharge)),
    getCharge: (id) => call(async () => mapCharge(await stripe.charges.retrieve(id, {}, options))),
    listRefunds: (request) =>
      call(async () => pageOf(await stripe.refunds.list(listParams(request), options), mapRefund)),
    getRefund: (id) => call(async () => mapRefund(await stripe.refunds.retrieve(id, {}, options))),
    listDisputes: (request) =>
      call(async () => pageOf(await stripe.disputes.list(listParams(request), options), mapDispute)),
    getDispute: (id) => call(async () => mapDispute(await stripe.disputes.retrieve(id, {}, options))),
    listCustomers: (request) =>
      call(async () => pageOf(await stripe.customers.list(listParams(request), options), mapCustomer)),
    getCustomer: (id) => call(async () => mapCustomer(await stripe.customers.retrieve(id, {}, options))),
    listSubscriptions: (request) =>
      call(async () => {
        // Without the status, Stripe leaves out the ones that have ended.
        const list = await stripe.subscriptions.list({ ...listParams(request), status: "all" }, options);
        const items = new Map<string, Stripe.SubscriptionItem[]>();
        for (const row of list.data) items.set(row.id, await itemsOf(stripe, row, options));
        return pageOf(list, (row) => mapSubscription(row, items.get(row.id)));
      }),
    getSubscription: (id) =>
      call(async () => {
        const subscription = await stripe.subscriptions.retrieve(id, {}, options);
        return mapSubscription(subscription, await itemsOf(stripe, subscription, options));
      }),
  };
}

/** Stripe sends the first ten with the subscription and allows twenty, so one page holds them all. */
async function itemsOf(
  stripe: Stripe,
  { id, items }: Stripe.Subscription,
  options: { readonly stripeAccount: StripeAccountId },
): Promise<Stripe.SubscriptionItem[]> {
  if (!items.has_more) return items.data;
  return (await stripe.subscriptionItems.list({ subscription: id, limit: pageSizeMax }, options)).data;
}
