import { and, eq, inArray } from "drizzle-orm";
import { webhookEvents } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { AppError, notFound } from "../core/errors";
import { processEvents } from "./process-events";

/**
 * Acts on a failed or given-up event once more, now, and gives the state it is in afterwards. Acting on an event again
 * is safe, since it only has us read at Stripe. Throws `not_found`, and `conflict` for an event that needs no replay.
 */
export async function replayEvent(ctx: Context, { id }: { id: string }): Promise<{ id: string; state: string }> {
  requirePermission(ctx.actor, "webhooks:replay");
  const isOurs = and(eq(webhookEvents.organizationId, ctx.organizationId), eq(webhookEvents.id, id));
  await withOrg(ctx, async (tx) => {
    const [revived] = await tx
      .update(webhookEvents)
      .set({ state: "new", attempts: 0, nextAttemptAt: ctx.now(), leaseUntil: null })
      .where(and(isOurs, inArray(webhookEvents.state, ["failed", "dead"])))
      .returning({ type: webhookEvents.type });
    if (revived) {
      await recordAudit(tx, ctx, { action: "webhook.replay", subject: id, detail: { type: revived.type } });
      return;
    }
    const [known] = await tx.select({ state: webhookEvents.state }).from(webhookEvents).where(isOurs);
    if (!known) throw notFound();
    throw new AppError("conflict", `This event is ${known.state}; only failed ones can be replayed.`);
  });
  await processEvents(ctx, { limit: 1, eventId: id });
  const [row] = await withOrg(ctx, (tx) => tx.select({ state: webhookEvents.state }).from(webhookEvents).where(isOurs));
  if (!row) throw notFound();
  return { id, state: row.state };
}
