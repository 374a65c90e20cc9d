import type { PayoutIntent } from "../payouts/payout-intent";
import type { Presented } from "./route";

/**
 * What has become of a payout that was asked for. Its payout is named as soon as there is one, and `error`
 * says why there is none as soon as that is certain.
 */
export function presentPayoutIntent(intent: PayoutIntent): Presented {
  return {
    body: {
      id: intent.id,
      intentId: intent.id,
      accountId: intent.accountId,
      status: intent.state,
      amount: intent.amount.minor,
      currency: intent.amount.currency,
      method: intent.method,
      description: intent.description,
      destination: intent.destination,
      payoutId: intent.payoutId,
      stripePayoutId: intent.stripePayoutId,
      error: intent.error,
      createdBy: intent.createdBy,
      createdAt: intent.createdAt,
      updatedAt: intent.updatedAt,
      sentAt: intent.sentAt,
    },
  };
}
