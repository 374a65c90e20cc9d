import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { connectedAccounts, externalAccounts } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { toCurrency } from "../core/currency";
import type { ExternalAccount } from "../core/external-account";
import { type StripeAccountId, toStripeAccountId } from "../core/ids";

export type ListedExternalAccount = ExternalAccount & { readonly accountId: StripeAccountId };

/**
 * Bank accounts and cards that payouts can go to, as last read from Stripe; defaults first. Without `accountId`
 * those of every account of the organization; an account of another organization has none.
 */
export async function listExternalAccounts(
  ctx: Context,
  { accountId, currency }: { accountId?: string; currency?: string },
): Promise<ListedExternalAccount[]> {
  const rows = await withOrg(ctx, (tx) =>
    tx
      .select({ external: externalAccounts, accountId: connectedAccounts.stripeAccountId })
      .from(externalAccounts)
      .innerJoin(
        connectedAccounts,
        and(
          eq(connectedAccounts.organizationId, externalAccounts.organizationId),
          eq(connectedAccounts.id, externalAccounts.connectedAccountId),
        ),
      )
      .where(
        and(
          eq(externalAccounts.organizationId, ctx.organizationId),
          isNull(externalAccounts.deletedAt),
          accountId === undefined ? undefined : eq(connectedAccounts.stripeAccountId, accountId),
          currency === undefined ? undefined : eq(externalAccounts.currency, currency),
        ),
      )
      .orderBy(desc(externalAccounts.isDefaultForCurrency), asc(externalAccounts.stripeExternalAccountId)),
  );
  return rows.map(({ external, accountId }) => ({
    accountId: toStripeAccountId(accountId),
    id: external.stripeExternalAccountId,
    kind: external.kind,
    bankName: external.bankName,
    brand: external.brand,
    last4: external.last4,
    country: external.country,
    currency: external.currency === null ? null : toCurrency(external.currency),
    status: external.status,
    isDefaultForCurrency: external.isDefaultForCurrency,
    payoutMethods: external.payoutMethods,
  }));
}
