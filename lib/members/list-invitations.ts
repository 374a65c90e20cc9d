import { and, desc, eq } from "drizzle-orm";
import { invitations, users } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { isRole, requirePermission } from "../core/access";
import { type Invitation, invitationColumns } from "./invitation";

/**
 * Invitations that nobody has used or revoked, newest first; those whose time is over too, since they explain why
 * somebody did not come. Throws `insufficient_scope` for a key.
 */
export async function listInvitations(ctx: Context): Promise<Invitation[]> {
  requirePermission(ctx.actor, "members:read");
  const rows = await withOrg(ctx, (tx) =>
    tx
      .select(invitationColumns)
      .from(invitations)
      .innerJoin(users, eq(users.id, invitations.inviterId))
      .where(and(eq(invitations.organizationId, ctx.organizationId), eq(invitations.status, "pending")))
      .orderBy(desc(invitations.createdAt), desc(invitations.id)),
  );
  return rows.flatMap((row) => (row.role !== null && isRole(row.role) ? [{ ...row, role: row.role }] : []));
}
