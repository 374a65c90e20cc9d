import { and, asc, desc, eq } from "drizzle-orm";
import { connectedAccounts, syncWindows } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { Account } from "../core/account";
import { toAccount } from "./stored-account";

export type AccountRow = Account & {
  /** Everything Stripe created before this has been read; null before the first complete sync. */
  readonly syncedUpTo: Date | null;
  readonly disconnectedAt: Date | null;
};

/** Every connected account of the organization, disconnected ones too; the default first, then oldest first. */
export async function listAccounts(ctx: Context): Promise<AccountRow[]> {
  const rows = await withOrg(ctx, (tx) =>
    tx
      .select({ account: connectedAccounts, syncedUpTo: syncWindows.watermark })
      .from(connectedAccounts)
      .leftJoin(
        syncWindows,
        and(
          eq(syncWindows.organizationId, ctx.organizationId),
          eq(syncWindows.connectedAccountId, connectedAccounts.id),
          eq(syncWindows.resource, "balance_transactions"),
        ),
      )
      .where(eq(connectedAccounts.organizationId, ctx.organizationId))
      .orderBy(desc(connectedAccounts.isDefault), asc(connectedAccounts.createdAt), asc(connectedAccounts.id)),
  );
  return rows.map(({ account, syncedUpTo }) => ({
    ...toAccount(account),
    syncedUpTo,
    disconnectedAt: account.disconnectedAt,
  }));
}
