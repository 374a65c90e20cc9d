import { and, eq } from "drizzle-orm";
import { connectedAccounts, webhookEvents } from "@/db/schema";
import { withSystem } from "@/db/with-org";
import type { Services } from "../context";

/**
 * Hands events that came before their account was connected to the account's organization, to be processed now. All
 * that can be, or those of one account. Gives their number.
 */
export async function unparkEvents(services: Services, stripeAccountId?: string): Promise<number> {
  const now = services.now();
  return withSystem(services.db, async (tx) => {
    const accounts = await tx
      .selectDistinct({
        id: connectedAccounts.id,
        organizationId: connectedAccounts.organizationId,
        stripeAccountId: connectedAccounts.stripeAccountId,
      })
      .from(webhookEvents)
      .innerJoin(connectedAccounts, eq(connectedAccounts.stripeAccountId, webhookEvents.stripeAccountId))
      .where(
        and(
          eq(webhookEvents.state, "parked"),
          eq(connectedAccounts.state, "active"),
          stripeAccountId === undefined ? undefined : eq(webhookEvents.stripeAccountId, stripeAccountId),
        ),
      );
    let count = 0;
    for (const account of accounts) {
      const freed = await tx
        .update(webhookEvents)
        .set({
          state: "new",
          organizationId: account.organizationId,
          connectedAccountId: account.id,
          nextAttemptAt: now,
          lastError: null,
        })
        .where(and(eq(webhookEvents.state, "parked"), eq(webhookEvents.stripeAccountId, account.stripeAccountId)))
        .returning({ id: webhookEvents.id });
      count += freed.length;
    }
    return count;
  });
}
