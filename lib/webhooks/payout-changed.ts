import { invalidateBalance } from "../balance/invalidate-balance";
import { isStripePayoutId } from "../core/ids";
import { refreshPayout } from "../payouts/refresh-payout";
import type { Delivery, Effect } from "./handler";

/** Stores the payout that an event names, as Stripe says it now. */
export async function payoutChanged({ ctx, account, event }: Delivery): Promise<Effect> {
  const { id } = event.payload.object;
  if (typeof id !== "string" || !isStripePayoutId(id)) throw new Error("The event names no payout.");
  invalidateBalance(account.id);
  return async (tx) => {
    await refreshPayout(ctx, account, id, {
      source: "webhook",
      stripeEventId: event.id,
      eventType: event.type,
      eventAt: event.createdAt,
      within: tx,
    });
  };
}
