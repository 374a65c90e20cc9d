import { payoutEvents } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";
import type { StripePayout } from "../core/payout";
import { actorFacts } from "./actor-facts";
import type { PayoutScope, RecordCause } from "./payout-scope";

/** `after` is null when the fetch was older than what is stored and changed nothing. */
type Change = { payoutId: string; before: string | null; after: StripePayout | null; cause: RecordCause };

/**
 * Adds what became known of a payout: Stripe's event, once however often it is delivered, and a status that no event
 * of Stripe's has announced.
 */
export async function recordPayoutEvents(
  tx: OrgTransaction,
  { organizationId }: Pick<PayoutScope, "organizationId">,
  { payoutId, before, after, cause }: Change,
): Promise<void> {
  const { source, fetchedAt, stripeEventId, eventType, eventAt } = cause;
  const actor = cause.actor ? actorFacts(cause.actor).name : null;
  const row = { organizationId, payoutId, source, actor, createdAt: fetchedAt };
  if (stripeEventId && eventType) {
    await tx
      .insert(payoutEvents)
      .values({ ...row, type: eventType, at: eventAt ?? fetchedAt, stripeEventId })
      .onConflictDoNothing();
  }
  if (after === null || after.status === before || eventType === announcementOf(after.status)) return;
  // A payout seen for the first time while it is still pending has been so since it was made.
  const at = before === null && after.status === "pending" ? after.createdAt : fetchedAt;
  await tx.insert(payoutEvents).values({ ...row, type: `status.${after.status}`, at });
}

function announcementOf(status: string): string {
  return status === "pending" ? "payout.created" : `payout.${status}`;
}
