import { sql } from "drizzle-orm";
import type { OrgTransaction } from "@/db/with-org";
import type { AccountScope } from "./account-scope";

/**
 * Lets one transaction at a time write the ledger of an account, until its end. What a row held before is read by the
 * statement that replaces it, which sees the past when somebody else is replacing it too. Always a statement of its
 * own, before the one that reads.
 */
export async function lockLedger(tx: OrgTransaction, { connectedAccountId }: AccountScope): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`ledger:${connectedAccountId}`}, 0))`);
}
