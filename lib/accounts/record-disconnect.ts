import { and, asc, eq } from "drizzle-orm";
import { connectedAccounts } from "@/db/schema";
import { type OrgTransaction, withOrg } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import type { Context } from "../context";
import type { Account } from "../core/account";

/**
 * Marks an account as out of reach: nothing is asked of Stripe for it any more, and its history stays. When it was
 * the default, the oldest account still connected takes its place. Said twice, done once.
 */
export async function recordDisconnect(ctx: Context, account: Account): Promise<void> {
  await withOrg(ctx, async (tx) => {
    const [changed] = await tx
      .update(connectedAccounts)
      .set({ state: "disconnected", disconnectedAt: ctx.now(), updatedAt: ctx.now() })
      .where(
        and(
          eq(connectedAccounts.organizationId, ctx.organizationId),
          eq(connectedAccounts.id, account.id),
          eq(connectedAccounts.state, "active"),
        ),
      )
      .returning({ isDefault: connectedAccounts.isDefault });
    if (!changed) return;
    await recordAudit(tx, ctx, { action: "account.disconnect", subject: account.stripeAccountId });
    if (changed.isDefault) await passDefaultOn(tx, ctx, account);
  });
}

async function passDefaultOn(tx: OrgTransaction, ctx: Context, from: Account): Promise<void> {
  const [next] = await tx
    .select({ id: connectedAccounts.id })
    .from(connectedAccounts)
    .where(and(eq(connectedAccounts.organizationId, ctx.organizationId), eq(connectedAccounts.state, "active")))
    .orderBy(asc(connectedAccounts.createdAt), asc(connectedAccounts.id))
    .limit(1);
  if (!next) return;
  const ofOrganization = (id: string) =>
    and(eq(connectedAccounts.organizationId, ctx.organizationId), eq(connectedAccounts.id, id));
  // The old one first: at no moment may two accounts be the default.
  await tx.update(connectedAccounts).set({ isDefault: false }).where(ofOrganization(from.id));
  await tx.update(connectedAccounts).set({ isDefault: true }).where(ofOrganization(next.id));
}
