import { and, asc, desc, eq } from "drizzle-orm";
import { connectedAccounts } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { Account } from "../core/account";
import { AppError, notFound } from "../core/errors";
import { toAccount } from "./stored-account";

/**
 * The account that a request names by Stripe's id, or the organization's default when it names none.
 * Throws `not_found` for an id that is unknown, malformed or another organization's, and `no_connected_account`
 * when there is no account at all. A disconnected account is returned; Stripe refuses what may not be done with it.
 */
export async function resolveAccount(ctx: Context, accountId?: string): Promise<Account> {
  const [row] = await withOrg(ctx, (tx) =>
    tx
      .select()
      .from(connectedAccounts)
      .where(
        and(
          eq(connectedAccounts.organizationId, ctx.organizationId),
          accountId === undefined ? undefined : eq(connectedAccounts.stripeAccountId, accountId),
        ),
      )
      .orderBy(desc(connectedAccounts.isDefault), asc(connectedAccounts.state), asc(connectedAccounts.createdAt))
      .limit(1),
  );
  if (row) return toAccount(row);
  if (accountId !== undefined) throw notFound();
  throw new AppError("no_connected_account", "No Stripe account is connected to this organization yet.");
}
