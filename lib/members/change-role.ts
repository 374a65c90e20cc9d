import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import type { Context } from "../context";
import { type Role, requirePermission, rolesUpTo } from "../core/access";
import { AppError } from "../core/errors";
import type { ChangeRoleInput } from "../core/member-input";
import { lockMembers } from "./lock-members";
import { type Member, noSuchMember } from "./member";
import { requireStanding } from "./require-standing";
import { revokeInvitationsOf } from "./revoke-invitations-of";

/**
 * Gives a member another role, from their next request on. Said twice, it changes nothing the second time. Throws
 * `forbidden` below admin, for a role or a member above one's own role and for oneself; `conflict` rather than leave
 * the organization without an owner; `not_found` for a member of another organization.
 */
export async function changeRole(ctx: Context, { id, role }: ChangeRoleInput): Promise<Member> {
  requirePermission(ctx.actor, "members:manage");
  return withOrg(ctx, async (tx) => {
    const everybody = await lockMembers(tx, ctx.organizationId);
    const standing = requireStanding(ctx.actor, everybody, "members:manage");
    const member = everybody.find((one) => one.id === id);
    if (!member) throw noSuchMember();
    if (member.role === role) return member;
    requireChangeable(ctx, { member, role, standing });
    const isLastOwner = member.role === "owner" && everybody.filter((one) => one.role === "owner").length === 1;
    if (isLastOwner) throw new AppError("conflict", "An organization needs an owner. Make somebody else one first.");
    const isMember = and(eq(members.organizationId, ctx.organizationId), eq(members.id, id));
    await tx.update(members).set({ role }).where(isMember);
    await revokeInvitationsOf(tx, ctx, { userId: member.userId, role });
    const detail = { email: member.email, from: member.role, to: role };
    await recordAudit(tx, ctx, { action: "member.change_role", subject: id, detail });
    return { ...member, role };
  });
}

function requireChangeable(ctx: Context, { member, role, standing }: { member: Member; role: Role; standing: Role }) {
  if (ctx.actor.kind === "user" && ctx.actor.userId === member.userId) {
    throw new AppError("forbidden", "You cannot change your own role. Ask another owner or admin.");
  }
  const reach = rolesUpTo(standing);
  if (!reach.includes(member.role)) throw new AppError("forbidden", "Only an owner can change the role of an owner.");
  if (!reach.includes(role)) throw new AppError("forbidden", "You cannot give a role above your own.");
}
