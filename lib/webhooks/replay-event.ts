import { and, eq } from "drizzle-orm";
import { webhookEvents } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { AppError, notFound } from "../core/errors";
import type { WebhookEventState } from "../core/webhook-event";
import { isOfOrganization } from "./inbox-row";
import { processEvents } from "./process-events";
import { isReplayable } from "./replayable";

export type ReplayedEvent = {
  readonly id: string;
  readonly state: WebhookEventState;
  /** Why it is not done, as a sentence; null when it is. */
  readonly lastError: string | null;
};

/**
 * Acts on an event once more, now, whatever became of it, and says how it went. Acting on an event again is safe, since
 * it only has us read at Stripe: where all is well nothing changes, and what was lost comes back. Throws `not_found`,
 * and `conflict` for an event that is being acted on or that nothing here depends on.
 */
export async function replayEvent(ctx: Context, { id }: { id: string }): Promise<ReplayedEvent> {
  requirePermission(ctx.actor, "webhooks:replay");
  await revive(ctx, id);
  await processEvents(ctx, { limit: 1, eventId: id });
  const [row] = await withOrg(ctx, (tx) =>
    tx
      .select({ id: webhookEvents.id, state: webhookEvents.state, lastError: webhookEvents.lastError })
      .from(webhookEvents)
      .where(isThis(ctx, id)),
  );
  if (!row) throw notFound();
  return row;
}

function isThis(ctx: Context, id: string) {
  return and(isOfOrganization(ctx), eq(webhookEvents.id, id));
}

async function revive(ctx: Context, id: string): Promise<void> {
  const now = ctx.now();
  await withOrg(ctx, async (tx) => {
    const [event] = await tx
      .select({
        type: webhookEvents.type,
        livemode: webhookEvents.livemode,
        state: webhookEvents.state,
        leaseUntil: webhookEvents.leaseUntil,
      })
      .from(webhookEvents)
      .where(isThis(ctx, id))
      .for("update");
    if (!event) throw notFound();
    if (!isReplayable(event, ctx)) {
      throw new AppError("conflict", "Nothing here depends on this event, so there is nothing to do again.");
    }
    if (event.leaseUntil !== null && event.leaseUntil > now) {
      throw new AppError("conflict", "This event is being acted on right now.", { retryAfterSeconds: 5 });
    }
    await tx
      .update(webhookEvents)
      .set({ state: "new", attempts: 0, nextAttemptAt: now, leaseUntil: null })
      .where(isThis(ctx, id));
    await recordAudit(tx, ctx, {
      action: "webhook.replay",
      subject: id,
      detail: { type: event.type, was: event.state },
    });
  });
}
