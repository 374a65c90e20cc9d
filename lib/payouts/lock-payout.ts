import { sql } from "drizzle-orm";
import type { OrgTransaction } from "@/db/with-org";
import type { ConnectedAccountId } from "../core/ids";

/**
 * Lets one transaction at a time fetch and store a payout, so that what it stores is the newest there is. Held until
 * the transaction ends, also for payouts that are not stored yet.
 */
export async function lockPayout(
  tx: OrgTransaction,
  { connectedAccountId, stripePayoutId }: { connectedAccountId: ConnectedAccountId; stripePayoutId: string },
): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`payout:${connectedAccountId}:${stripePayoutId}`}, 0))`,
  );
}
