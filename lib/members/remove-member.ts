import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import type { Context } from "../context";
import { requirePermission, rolesUpTo } from "../core/access";
import { AppError } from "../core/errors";
import type { IdInput } from "../core/id-input";
import { lockMembers } from "./lock-members";
import { type Member, noSuchMember } from "./member";
import { requireStanding } from "./require-standing";
import { revokeInvitationsOf } from "./revoke-invitations-of";

/**
 * Takes a member's access away, at once and in every browser: membership is asked for on each request. Their sign-in
 * stays, since they may belong to other organizations. Throws `forbidden` below admin, for an owner unless by an
 * owner, and for oneself; `conflict` for the last owner; `not_found` for anybody who is no member here.
 */
export async function removeMember(ctx: Context, { id }: IdInput): Promise<Member> {
  requirePermission(ctx.actor, "members:manage");
  return withOrg(ctx, async (tx) => {
    const everybody = await lockMembers(tx, ctx.organizationId);
    const standing = requireStanding(ctx.actor, everybody, "members:manage");
    const member = everybody.find((one) => one.id === id);
    if (!member) throw noSuchMember();
    if (ctx.actor.kind === "user" && ctx.actor.userId === member.userId) {
      throw new AppError("forbidden", "You cannot remove yourself. Leave the organization instead.");
    }
    if (!rolesUpTo(standing).includes(member.role)) {
      throw new AppError("forbidden", "Only an owner can remove an owner. Nothing was changed.");
    }
    if (member.role === "owner" && everybody.filter((one) => one.role === "owner").length === 1) {
      throw new AppError("conflict", "An organization needs an owner. Make somebody else one first.");
    }
    await tx.delete(members).where(and(eq(members.organizationId, ctx.organizationId), eq(members.id, id)));
    await revokeInvitationsOf(tx, ctx, { userId: member.userId, role: null });
    const detail = { email: member.email, role: member.role };
    await recordAudit(tx, ctx, { action: "member.remove", subject: id, detail });
    return member;
  });
}
