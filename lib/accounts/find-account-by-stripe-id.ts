import { eq } from "drizzle-orm";
import { connectedAccounts } from "@/db/schema";
import { withSystem } from "@/db/with-org";
import type { Services } from "../context";
import type { Account } from "../core/account";
import { type OrganizationId, toOrganizationId } from "../core/ids";
import { toAccount } from "./stored-account";

export type FoundAccount = { readonly organizationId: OrganizationId; readonly account: Account };

/**
 * Whose account it is, or null when it was never linked. For work that starts from Stripe's side, where the account
 * of an event alone decides the organization; what the event says about itself is not asked.
 */
export async function findAccountByStripeId(services: Services, id: string): Promise<FoundAccount | null> {
  const [row] = await withSystem(services.db, (tx) =>
    tx.select().from(connectedAccounts).where(eq(connectedAccounts.stripeAccountId, id)).limit(1),
  );
  // The row's own organization is the check that this id may be minted.
  return row ? { organizationId: toOrganizationId(row.organizationId), account: toAccount(row) } : null;
}
