import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { and, eq, gt } from "drizzle-orm";
import { invitations, members, users } from "@/db/schema";
import { enterOrg, type OrgTransaction, withOrg } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import { contextForSystem, type Services } from "../context";
import type { Actor, Role } from "../core/access";
import { AppError } from "../core/errors";
import type { NewPersonInput } from "../core/member-input";
import { createUser } from "./create-user";
import { findInvitation, type OpenInvitation } from "./find-invitation";
import { type InvitationStatus, unusableInvitation } from "./invitation";
import { hashInvitationToken } from "./invitation-token";
import { lockMembers } from "./lock-members";

/** Somebody without a sign-in, who gets one; or somebody who has proved who they are, by their id. */
export type AcceptingPerson = ({ kind: "new" } & NewPersonInput) | { kind: "known"; userId: string };

export type AcceptedInvitation = { readonly slug: string; readonly email: string };

/**
 * Lets the invited person in, once. Throws `not_found` for a link that is wrong, expired, used or revoked, `conflict`
 * for a new person whose address has a sign-in, `forbidden` for anybody but the one who was invited. A member who
 * accepts keeps the role they have.
 */
export async function acceptInvitation(
  services: Services,
  { token, person }: { token: string; person: AcceptingPerson },
): Promise<AcceptedInvitation> {
  const invitation = await findInvitation(services, token);
  if (!invitation) throw unusableInvitation();
  // Before the lock: a slow hash is meant to be slow.
  const passwordHash = person.kind === "new" ? await hashPassword(person.password) : "";
  const system = contextForSystem(services, invitation.organizationId, "operator");
  const at = services.now();
  await withOrg(system, async (tx) => {
    const everybody = await lockMembers(tx, invitation.organizationId);
    const id = await useUp(tx, { invitation, tokenHash: hashInvitationToken(token), at });
    const { email, role } = invitation;
    // People and passwords belong to no organization, and are out of sight inside of one.
    await enterOrg(tx, null);
    const { userId, name } =
      person.kind === "new"
        ? { userId: await makePerson(tx, { email, name: person.name, passwordHash, at }), name: person.name }
        : await findPerson(tx, person.userId, email);
    await enterOrg(tx, invitation.organizationId);
    const actorOf = (role: Role): Actor => ({ kind: "user", userId, name, role });
    const standing = everybody.find((member) => member.userId === userId);
    if (standing) {
      const ctx = { ...system, actor: actorOf(standing.role) };
      const kept = { email, role, kept: standing.role };
      return recordAudit(tx, ctx, { action: "invitation.accept", subject: id, detail: kept });
    }
    const row = { id: randomUUID(), organizationId: invitation.organizationId, userId, role, createdAt: at };
    await tx.insert(members).values(row);
    const detail = { email, role, invitation: id };
    await recordAudit(tx, { ...system, actor: actorOf(role) }, { action: "member.join", subject: row.id, detail });
  });
  return { slug: invitation.slug, email: invitation.email };
}

/** Of two who hold the same link, the first gets in; the second finds it used. */
async function useUp(
  tx: OrgTransaction,
  { invitation, tokenHash, at }: { invitation: OpenInvitation; tokenHash: string; at: Date },
): Promise<string> {
  const status: InvitationStatus = "accepted";
  const [used] = await tx
    .update(invitations)
    .set({ status })
    .where(
      and(
        eq(invitations.organizationId, invitation.organizationId),
        eq(invitations.tokenHash, tokenHash),
        eq(invitations.status, "pending"),
        gt(invitations.expiresAt, at),
      ),
    )
    .returning({ id: invitations.id });
  if (!used) throw unusableInvitation();
  return used.id;
}

async function makePerson(tx: OrgTransaction, person: Parameters<typeof createUser>[1]): Promise<string> {
  const userId = await createUser(tx, person);
  if (userId === null) throw new AppError("conflict", `${person.email} has a sign-in already. Enter its password.`);
  return userId;
}

async function findPerson(tx: OrgTransaction, userId: string, email: string) {
  const [user] = await tx.select({ name: users.name, email: users.email }).from(users).where(eq(users.id, userId));
  if (user?.email !== email) throw new AppError("forbidden", `This invitation is for ${email}.`);
  return { userId, name: user.name };
}
