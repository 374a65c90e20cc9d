import { and, eq, notInArray } from "drizzle-orm";
import { invitations } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import type { Context } from "../context";
import { hasPermission, type Role, rolesUpTo } from "../core/access";
import type { InvitationStatus } from "./invitation";

/**
 * Ends the links that a person made and could not make any more: all of them without a role that manages members.
 * Nobody who was removed may come back by a link of their own.
 */
export async function revokeInvitationsOf(
  tx: OrgTransaction,
  ctx: Context,
  { userId, role }: { userId: string; role: Role | null },
): Promise<void> {
  const mayStillInvite =
    role !== null && hasPermission({ kind: "user", userId, name: "", role }, "members:manage") ? rolesUpTo(role) : [];
  const status: InvitationStatus = "revoked";
  const revoked = await tx
    .update(invitations)
    .set({ status })
    .where(
      and(
        eq(invitations.organizationId, ctx.organizationId),
        eq(invitations.inviterId, userId),
        eq(invitations.status, "pending"),
        mayStillInvite.length > 0 ? notInArray(invitations.role, [...mayStillInvite]) : undefined,
      ),
    )
    .returning({ id: invitations.id, email: invitations.email });
  for (const { id, email } of revoked) {
    await recordAudit(tx, ctx, { action: "invitation.revoke", subject: id, detail: { email } });
  }
}
