import { and, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { webhookEvents } from "@/db/schema";
import { withSystem } from "@/db/with-org";
import type { Services } from "../context";

// What the inbox shows of an event before its organization has been entered: nothing of what it says.
const columns = {
  id: webhookEvents.id,
  stripeAccountId: webhookEvents.stripeAccountId,
  organizationId: webhookEvents.organizationId,
  type: webhookEvents.type,
  created: webhookEvents.created,
  receivedAt: webhookEvents.receivedAt,
  nextAttemptAt: webhookEvents.nextAttemptAt,
  attempts: webhookEvents.attempts,
};

/** An event as it is claimed. Its payload is for its organization alone. */
export type ClaimedEvent = Pick<typeof webhookEvents.$inferSelect, keyof typeof columns>;

/** Longer than an event may take; afterwards its process counts as gone. */
const leaseMs = 5 * 60_000;

/**
 * Takes the event that has waited longest, or the one that is named; null when none is due. Processes at the same
 * time take different ones. The attempt is counted now, so that an event that kills its process is given up as well.
 */
export async function claimEvent(services: Services, { eventId }: { eventId?: string }): Promise<ClaimedEvent | null> {
  const now = services.now();
  const [row] = await withSystem(services.db, async (tx) => {
    const [due] = await tx
      .select({ id: webhookEvents.id })
      .from(webhookEvents)
      .where(
        and(
          inArray(webhookEvents.state, ["new", "failed"]),
          eventId === undefined ? undefined : eq(webhookEvents.id, eventId),
          or(isNull(webhookEvents.nextAttemptAt), lte(webhookEvents.nextAttemptAt, now)),
          or(isNull(webhookEvents.leaseUntil), lte(webhookEvents.leaseUntil, now)),
        ),
      )
      .orderBy(webhookEvents.nextAttemptAt, webhookEvents.receivedAt)
      .limit(1)
      .for("update", { skipLocked: true });
    if (!due) return [];
    return tx
      .update(webhookEvents)
      .set({ leaseUntil: new Date(now.getTime() + leaseMs), attempts: sql`${webhookEvents.attempts} + 1` })
      .where(eq(webhookEvents.id, due.id))
      .returning(columns);
  });
  return row ?? null;
}
