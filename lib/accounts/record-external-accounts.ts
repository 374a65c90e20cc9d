import { and, eq, isNull, notInArray, sql } from "drizzle-orm";
import { externalAccounts } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { Account } from "../core/account";
import type { ExternalAccount } from "../core/external-account";

/**
 * Keeps the bank accounts and cards that Stripe lists now. One that is no longer listed stays, marked as deleted,
 * because payouts went there; one that comes back is usable again.
 */
export async function recordExternalAccounts(
  ctx: Context,
  account: Account,
  listed: readonly ExternalAccount[],
): Promise<void> {
  const now = ctx.now();
  const scope = { organizationId: ctx.organizationId, connectedAccountId: account.id };
  const rows = listed.map(({ id, payoutMethods, ...shown }) => ({
    ...scope,
    ...shown,
    stripeExternalAccountId: id,
    payoutMethods: [...payoutMethods],
    deletedAt: null,
    updatedAt: now,
  }));
  await withOrg(ctx, async (tx) => {
    await tx
      .update(externalAccounts)
      .set({ deletedAt: now, updatedAt: now })
      .where(
        and(
          eq(externalAccounts.organizationId, ctx.organizationId),
          eq(externalAccounts.connectedAccountId, account.id),
          isNull(externalAccounts.deletedAt),
          rows.length > 0
            ? notInArray(
                externalAccounts.stripeExternalAccountId,
                rows.map((row) => row.stripeExternalAccountId),
              )
            : undefined,
        ),
      );
    if (rows.length === 0) return;
    await tx
      .insert(externalAccounts)
      .values(rows)
      .onConflictDoUpdate({
        target: [externalAccounts.connectedAccountId, externalAccounts.stripeExternalAccountId],
        set: Object.fromEntries(mutable.map((name) => [name, sql.raw(`excluded.${externalAccounts[name].name}`)])),
        setWhere: eq(externalAccounts.organizationId, ctx.organizationId),
      });
  });
}

const mutable = [
  "kind",
  "bankName",
  "brand",
  "last4",
  "country",
  "currency",
  "status",
  "isDefaultForCurrency",
  "payoutMethods",
  "deletedAt",
  "updatedAt",
] as const;
