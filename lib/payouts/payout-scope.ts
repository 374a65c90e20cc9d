import type { Actor } from "../core/access";
import type { ConnectedAccountId, OrganizationId, StripeAccountId } from "../core/ids";
import type { Log } from "../log";

/** Whose payout it is. The caller knows it from our own row of the account, never from what Stripe's object says. */
export type PayoutScope = {
  readonly organizationId: OrganizationId;
  readonly connectedAccountId: ConnectedAccountId;
  readonly stripeAccountId: StripeAccountId;
  /** Hears of payouts that turn up after they had been reported failed. */
  readonly log?: Log;
};

/** Why a payout is being recorded, and as of when it is true. */
export type RecordCause = {
  readonly source: "webhook" | "sync" | "person" | "api_key" | "sweep";
  /** When the request to Stripe was begun, so that of two answers the one asked for later wins. */
  readonly fetchedAt: Date;
  readonly stripeEventId?: string;
  readonly eventType?: string;
  readonly eventAt?: Date;
  readonly actor?: Actor;
};
