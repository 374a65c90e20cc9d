import { and, desc, eq } from "drizzle-orm";
import { balanceSnapshots } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { Account } from "../core/account";
import type { Balance } from "../core/balance";
import { fromStoredBalance } from "./stored-balance";

export type Snapshot = { readonly balance: Balance; readonly asOf: Date };

/** The last balance known of an account, with the last moment at which Stripe still said so; null before the first. */
export async function findSnapshot(ctx: Context, account: Account): Promise<Snapshot | null> {
  const [row] = await withOrg(ctx, (tx) =>
    tx
      .select({ balance: balanceSnapshots.balance, asOf: balanceSnapshots.confirmedAt })
      .from(balanceSnapshots)
      .where(
        and(
          eq(balanceSnapshots.organizationId, ctx.organizationId),
          eq(balanceSnapshots.connectedAccountId, account.id),
        ),
      )
      .orderBy(desc(balanceSnapshots.takenAt))
      .limit(1),
  );
  return row ? { balance: fromStoredBalance(row.balance), asOf: row.asOf } : null;
}
