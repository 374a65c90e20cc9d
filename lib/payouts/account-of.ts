import { and, eq } from "drizzle-orm";
import { connectedAccounts } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { toAccount } from "../accounts/stored-account";
import type { Context } from "../context";
import type { Account } from "../core/account";
import { notFound } from "../core/errors";

/** The account a row of the organization's belongs to, by our own id. Throws `not_found`. */
export async function accountOf(ctx: Context, connectedAccountId: string): Promise<Account> {
  const [row] = await withOrg(ctx, (tx) =>
    tx
      .select()
      .from(connectedAccounts)
      .where(
        and(eq(connectedAccounts.organizationId, ctx.organizationId), eq(connectedAccounts.id, connectedAccountId)),
      ),
  );
  if (!row) throw notFound();
  return toAccount(row);
}
