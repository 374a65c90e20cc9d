import { count, desc } from "drizzle-orm";
import { webhookEvents } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { resolveAccount } from "../accounts/resolve-account";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import type { ListEventsInput } from "../core/list-input";
import { type Page, pageOf } from "../core/page";
import type { WebhookEvent } from "../core/webhook-event";
import { eventFilter } from "./event-filter";
import { inboxColumns, toWebhookEvent } from "./inbox-row";

/**
 * A page of the events that Stripe sent about the organization's accounts, those received last first. Throws
 * `not_found` for an account that is not the organization's.
 */
export async function listEvents(ctx: Context, input: ListEventsInput): Promise<Page<WebhookEvent>> {
  requirePermission(ctx.actor, "webhooks:read");
  const { limit, offset, accountId } = input;
  const account = accountId === undefined ? null : await resolveAccount(ctx, accountId);
  const filter = eventFilter(ctx, { ...input, ...(account ? { connectedAccountId: account.id } : {}) });
  const { rows, total } = await withOrg(ctx, async (tx) => {
    const found = await tx
      .select(inboxColumns)
      .from(webhookEvents)
      .where(filter)
      .orderBy(desc(webhookEvents.receivedAt), desc(webhookEvents.created), desc(webhookEvents.id))
      .limit(limit + 1)
      .offset(offset);
    const [counted] = await tx.select({ total: count() }).from(webhookEvents).where(filter);
    return { rows: found.map((row) => toWebhookEvent(row, ctx)), total: counted?.total ?? 0 };
  });
  return pageOf({ rows, limit, offset, total });
}
