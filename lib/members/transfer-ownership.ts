import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { AppError } from "../core/errors";
import type { IdInput } from "../core/id-input";
import { lockMembers } from "./lock-members";
import { type Member, noSuchMember } from "./member";
import { requireStanding } from "./require-standing";
import { revokeInvitationsOf } from "./revoke-invitations-of";

/**
 * Makes a member the owner in the place of the one who asks, who becomes an admin. Both happen or neither does. Throws
 * `forbidden` below owner, `conflict` for somebody who is an owner already, `not_found` for anybody who is no member.
 */
export async function transferOwnership(ctx: Context, { id }: IdInput): Promise<Member> {
  requirePermission(ctx.actor, "ownership:transfer");
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("forbidden", "Only an owner can transfer ownership.");
  return withOrg(ctx, async (tx) => {
    const everybody = await lockMembers(tx, ctx.organizationId);
    requireStanding(actor, everybody, "ownership:transfer");
    const next = everybody.find((one) => one.id === id);
    if (!next) throw noSuchMember();
    if (next.role === "owner") throw new AppError("conflict", `${next.name} is an owner already. Nothing was changed.`);
    const inOrganization = eq(members.organizationId, ctx.organizationId);
    await tx
      .update(members)
      .set({ role: "owner" })
      .where(and(inOrganization, eq(members.id, id)));
    await tx
      .update(members)
      .set({ role: "admin" })
      .where(and(inOrganization, eq(members.userId, actor.userId)));
    await revokeInvitationsOf(tx, ctx, { userId: actor.userId, role: "admin" });
    await recordAudit(tx, ctx, { action: "ownership.transfer", subject: id, detail: { to: next.email } });
    return { ...next, role: "owner" };
  });
}
