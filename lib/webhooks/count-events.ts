import { count } from "drizzle-orm";
import { webhookEvents } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { resolveAccount } from "../accounts/resolve-account";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import type { ListEventsInput } from "../core/list-input";
import { type WebhookEventState, webhookEventStates } from "../core/webhook-event";
import { eventFilter } from "./event-filter";

export type EventCounts = Readonly<Record<WebhookEventState | "all", number>>;

/** How many events there are in each state under the other filters. Throws `not_found` for a foreign account. */
export async function countEvents(
  ctx: Context,
  { accountId, state: _state, ...others }: Partial<ListEventsInput>,
): Promise<EventCounts> {
  requirePermission(ctx.actor, "webhooks:read");
  const account = accountId === undefined ? null : await resolveAccount(ctx, accountId);
  const filter = eventFilter(ctx, { ...others, ...(account ? { connectedAccountId: account.id } : {}) });
  const rows = await withOrg(ctx, (tx) =>
    tx
      .select({ state: webhookEvents.state, count: count() })
      .from(webhookEvents)
      .where(filter)
      .groupBy(webhookEvents.state),
  );
  const counts: Record<WebhookEventState | "all", number> = {
    all: 0,
    new: 0,
    done: 0,
    failed: 0,
    dead: 0,
    parked: 0,
    ignored: 0,
  };
  for (const state of webhookEventStates) counts[state] = rows.find((row) => row.state === state)?.count ?? 0;
  counts.all = rows.reduce((sum, row) => sum + row.count, 0);
  return counts;
}
