import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { invitations } from "@/db/schema";
import { type OrgTransaction, withOrg } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import type { Context } from "../context";
import { requirePermission, rolesUpTo } from "../core/access";
import { AppError } from "../core/errors";
import type { InviteMemberInput } from "../core/member-input";
import { type Invitation, type InvitationStatus, invitationDays } from "./invitation";
import { newInvitationToken } from "./invitation-token";
import { lockMembers } from "./lock-members";
import { requireStanding } from "./require-standing";

/** The link's secret is in `token`, this once; afterwards nobody can show it again. */
export type CreatedInvitation = { readonly invitation: Invitation; readonly token: string };

/**
 * Invites an address. An address has one link at a time; one whose seven days are over makes room. Throws `forbidden`
 * below admin and for a role above the inviter's own, `conflict` for a member and for an address that has a link.
 */
export async function inviteMember(ctx: Context, { email, role }: InviteMemberInput): Promise<CreatedInvitation> {
  requirePermission(ctx.actor, "members:manage");
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("forbidden", "Only a person can invite somebody.");
  const { token, tokenHash } = newInvitationToken();
  const createdAt = ctx.now();
  const expiresAt = new Date(createdAt.getTime() + invitationDays * 86_400_000);
  return withOrg(ctx, async (tx) => {
    const members = await lockMembers(tx, ctx.organizationId);
    const standing = requireStanding(actor, members, "members:manage");
    if (!rolesUpTo(standing).includes(role)) {
      throw new AppError("forbidden", "You cannot give a role above your own. Nothing was changed.");
    }
    if (members.some((member) => member.email === email)) {
      throw new AppError("conflict", `${email} is already a member. Change their role in the list instead.`);
    }
    await makeRoom(tx, ctx, email);
    const kept = { id: randomUUID(), email, role, createdAt, expiresAt };
    const status: InvitationStatus = "pending";
    await tx
      .insert(invitations)
      .values({ ...kept, organizationId: ctx.organizationId, status, inviterId: actor.userId, tokenHash });
    await recordAudit(tx, ctx, { action: "invitation.create", subject: kept.id, detail: { email, role } });
    return { invitation: { ...kept, invitedBy: actor.name }, token };
  });
}

async function makeRoom(tx: OrgTransaction, ctx: Context, email: string): Promise<void> {
  const ofAddress = and(
    eq(invitations.organizationId, ctx.organizationId),
    eq(invitations.email, email),
    eq(invitations.status, "pending"),
  );
  const [open] = await tx.select({ expiresAt: invitations.expiresAt }).from(invitations).where(ofAddress);
  if (!open) return;
  if (open.expiresAt > ctx.now()) {
    throw new AppError("conflict", `${email} already has an invitation. Revoke it to make a new link.`);
  }
  const status: InvitationStatus = "expired";
  await tx.update(invitations).set({ status }).where(ofAddress);
}
