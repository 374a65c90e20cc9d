import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import type { Context } from "../context";
import { AppError } from "../core/errors";
import { lockMembers } from "./lock-members";
import { noSuchMember } from "./member";
import { revokeInvitationsOf } from "./revoke-invitations-of";

/**
 * Ends one's own membership, whatever the role. Throws `conflict` for the last owner, `forbidden` for anything that is
 * no person, `not_found` when it has ended already.
 */
export async function leaveOrganization(ctx: Context): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("forbidden", "Only a person can leave an organization.");
  await withOrg(ctx, async (tx) => {
    const everybody = await lockMembers(tx, ctx.organizationId);
    const own = everybody.find((one) => one.userId === actor.userId);
    if (!own) throw noSuchMember();
    if (own.role === "owner" && everybody.filter((one) => one.role === "owner").length === 1) {
      throw new AppError("conflict", "You are the only owner. Transfer ownership first, then leave.");
    }
    await tx.delete(members).where(and(eq(members.organizationId, ctx.organizationId), eq(members.id, own.id)));
    await revokeInvitationsOf(tx, ctx, { userId: own.userId, role: null });
    const detail = { email: own.email, role: own.role };
    await recordAudit(tx, ctx, { action: "member.leave", subject: own.id, detail });
  });
}
