import { and, desc, eq, sql } from "drizzle-orm";
import { balanceSnapshots } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { Account } from "../core/account";
import type { Balance } from "../core/balance";
import { toStoredBalance } from "./stored-balance";

/**
 * Keeps a balance as just read from Stripe: a new snapshot when it differs from the last one, else only the moment
 * at which the last one was still true.
 */
export async function recordBalance(ctx: Context, account: Account, balance: Balance): Promise<void> {
  const now = ctx.now();
  const stored = toStoredBalance(balance);
  const ofAccount = and(
    eq(balanceSnapshots.organizationId, ctx.organizationId),
    eq(balanceSnapshots.connectedAccountId, account.id),
  );
  await withOrg(ctx, async (tx) => {
    const latest = tx
      .select({ takenAt: balanceSnapshots.takenAt })
      .from(balanceSnapshots)
      .where(ofAccount)
      .orderBy(desc(balanceSnapshots.takenAt))
      .limit(1);
    const confirmed = await tx
      .update(balanceSnapshots)
      .set({ confirmedAt: sql`greatest(${balanceSnapshots.confirmedAt}, ${now.toISOString()}::timestamptz)` })
      .where(
        and(
          ofAccount,
          eq(balanceSnapshots.takenAt, sql`(${latest})`),
          sql`${balanceSnapshots.balance} = ${JSON.stringify(stored)}::jsonb`,
        ),
      )
      .returning({ takenAt: balanceSnapshots.takenAt });
    if (confirmed.length > 0) return;
    await tx
      .insert(balanceSnapshots)
      .values({
        organizationId: ctx.organizationId,
        connectedAccountId: account.id,
        takenAt: now,
        confirmedAt: now,
        balance: stored,
      })
      .onConflictDoUpdate({
        target: [balanceSnapshots.connectedAccountId, balanceSnapshots.takenAt],
        set: { balance: stored },
        setWhere: eq(balanceSnapshots.organizationId, ctx.organizationId),
      });
  });
}
