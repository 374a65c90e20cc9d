import { sql } from "drizzle-orm";
import type { StoredSubscriptionItem } from "@/db/stored";
import type { StripeSubscription } from "../core/subscription";
import { booleanColumn, countColumn, instantColumn, type MirroredKind, textColumn } from "./mirrored-kind";

/** Subscriptions with their items. One that has not ended may change at any time. */
export const subscriptionKind: MirroredKind<StripeSubscription> = {
  name: "subscription",
  table: "subscriptions",
  key: "stripe_subscription_id",
  columns: [
    textColumn("stripe_customer_id", (row) => row.stripeCustomerId),
    textColumn("status", (row) => row.status),
    textColumn("currency", (row) => row.currency),
    instantColumn("start_date", (row) => row.startAt),
    instantColumn("ended_at", (row) => row.endedAt),
    instantColumn("canceled_at", (row) => row.canceledAt),
    instantColumn("cancel_at", (row) => row.cancelAt),
    booleanColumn("cancel_at_period_end", (row) => row.isCanceledAtPeriodEnd),
    textColumn("cancellation_reason", (row) => row.cancellationReason),
    { name: "items", type: "jsonb", read: (row) => JSON.stringify(storedItems(row)) },
    countColumn("item_count", (row) => row.items.length),
    instantColumn("created", (row) => row.createdAt),
  ],
  // One whose first payment never came is over without an end.
  unsettled: sql`ended_at is null and status <> 'incomplete_expired'`,
  idOf: (row) => row.stripeSubscriptionId,
  createdAt: (row) => row.createdAt,
  get: (gateway, id) => gateway.getSubscription(id),
  list: (gateway, request) => gateway.listSubscriptions(request),
};

function storedItems({ items }: StripeSubscription): StoredSubscriptionItem[] {
  return items.map(({ currentPeriodStartAt, currentPeriodEndAt, ...item }) => ({
    ...item,
    currentPeriodStart: currentPeriodStartAt.toISOString(),
    currentPeriodEnd: currentPeriodEndAt.toISOString(),
  }));
}
