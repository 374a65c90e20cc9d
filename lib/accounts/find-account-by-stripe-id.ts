import { and, eq } from "drizzle-orm";
import { connectedAccounts } from "@/db/schema";
import { withOrg, withSystem } from "@/db/with-org";
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
  const isThis = eq(connectedAccounts.stripeAccountId, id);
  const [owner] = await withSystem(services.db, (tx) =>
    tx.select({ organizationId: connectedAccounts.organizationId }).from(connectedAccounts).where(isThis).limit(1),
  );
  if (!owner) return null;
  // The row's own organization is the check that this id may be minted.
  const organizationId = toOrganizationId(owner.organizationId);
  const [row] = await withOrg({ db: services.db, organizationId }, (tx) =>
    tx
      .select()
      .from(connectedAccounts)
      .where(and(eq(connectedAccounts.organizationId, organizationId), isThis))
      .limit(1),
  );
  return row ? { organizationId, account: toAccount(row) } : null;
}
