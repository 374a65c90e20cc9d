import { and, eq } from "drizzle-orm";
import { invitations } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import type { Context } from "../context";
import { isRole, requirePermission, rolesUpTo } from "../core/access";
import { AppError, notFound } from "../core/errors";
import type { IdInput } from "../core/id-input";
import type { InvitationStatus } from "./invitation";
import { lockMembers } from "./lock-members";
import { requireStanding } from "./require-standing";

/**
 * Makes a link useless. Said twice, it does nothing the second time. Throws `forbidden` below admin and for an
 * invitation to a role above one's own, `conflict` when it was accepted meanwhile, `not_found` for another
 * organization's.
 */
export async function revokeInvitation(ctx: Context, { id }: IdInput): Promise<void> {
  requirePermission(ctx.actor, "members:manage");
  await withOrg(ctx, async (tx) => {
    const standing = requireStanding(ctx.actor, await lockMembers(tx, ctx.organizationId), "members:manage");
    const isInvitation = and(eq(invitations.organizationId, ctx.organizationId), eq(invitations.id, id));
    const [found] = await tx.select().from(invitations).where(isInvitation);
    if (!found) throw notFound();
    if (found.role !== null && isRole(found.role) && !rolesUpTo(standing).includes(found.role)) {
      throw new AppError("forbidden", "Only an owner can revoke an invitation to become one. Nothing was changed.");
    }
    if (found.status === "accepted") {
      throw new AppError("conflict", `${found.email} has accepted it already. Remove the member instead.`);
    }
    if (found.status !== "pending") return;
    const status: InvitationStatus = "revoked";
    await tx.update(invitations).set({ status }).where(isInvitation);
    await recordAudit(tx, ctx, { action: "invitation.revoke", subject: id, detail: { email: found.email } });
  });
}
