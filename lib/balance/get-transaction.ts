import { and, eq, inArray } from "drizzle-orm";
import { balanceTransactions, connectedAccounts } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { notFound } from "../core/errors";
import { isUuid } from "../core/ids";
import type { Transaction } from "../core/transaction";
import { selectTransactions, toTransaction } from "./stored-transaction";

/** One ledger row by our id or Stripe's `txn_…`. Throws `not_found`, also for a row of another organization. */
export async function getTransaction(ctx: Context, { id }: { id: string }): Promise<Transaction> {
  requirePermission(ctx.actor, "transactions:read");
  const [found] = await withOrg(ctx, (tx) =>
    selectTransactions(tx)
      .where(
        and(
          eq(balanceTransactions.organizationId, ctx.organizationId),
          isUuid(id)
            ? eq(balanceTransactions.id, id)
            : and(
                // Named account by account, so that the key of the table finds the row at any size.
                inArray(
                  balanceTransactions.connectedAccountId,
                  tx
                    .select({ id: connectedAccounts.id })
                    .from(connectedAccounts)
                    .where(eq(connectedAccounts.organizationId, ctx.organizationId)),
                ),
                eq(balanceTransactions.stripeBalanceTxnId, id),
              ),
        ),
      )
      .limit(1),
  );
  if (!found) throw notFound();
  return toTransaction(found, ctx.now());
}
