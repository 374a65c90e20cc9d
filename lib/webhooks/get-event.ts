import { and, eq } from "drizzle-orm";
import { webhookEvents } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { notFound } from "../core/errors";
import { isStripeEventId } from "../core/ids";
import type { WebhookEventDetail } from "../core/webhook-event";
import { inboxColumns, isOfOrganization, toWebhookEvent } from "./inbox-row";
import { readPayload } from "./stored-event";

/**
 * One event with what is kept of its object, by Stripe's id. Throws `not_found` for an id that is unknown, malformed or
 * another organization's.
 */
export async function getEvent(ctx: Context, { id }: { id: string }): Promise<WebhookEventDetail> {
  requirePermission(ctx.actor, "webhooks:read");
  if (!isStripeEventId(id)) throw notFound();
  const [row] = await withOrg(ctx, (tx) =>
    tx
      .select({ ...inboxColumns, apiVersion: webhookEvents.apiVersion, payload: webhookEvents.payload })
      .from(webhookEvents)
      .where(and(isOfOrganization(ctx), eq(webhookEvents.id, id))),
  );
  if (!row) throw notFound();
  const { apiVersion, payload, ...shown } = row;
  const { object, changed } = readPayload(payload);
  return { ...toWebhookEvent(shown, ctx), apiVersion, livemode: row.livemode, facts: object, changed };
}
