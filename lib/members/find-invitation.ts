import { and, eq, gt } from "drizzle-orm";
import { invitations, organizations, users } from "@/db/schema";
import { withSystem } from "@/db/with-org";
import type { Services } from "../context";
import { isRole, type Role } from "../core/access";
import { type OrganizationId, toOrganizationId } from "../core/ids";
import { hashInvitationToken } from "./invitation-token";

export type OpenInvitation = {
  readonly organizationId: OrganizationId;
  readonly slug: string;
  readonly organizationName: string;
  readonly email: string;
  readonly role: Role;
  /** Whether the invited address already has a sign-in; only who holds the link learns that. */
  readonly hasSignIn: boolean;
};

/**
 * What a link leads to, or null when it is wrong, expired, used or revoked; the four are not told apart. It comes
 * before an organization is known: the token is what proves the right to see it.
 */
export async function findInvitation(
  { db, now }: Pick<Services, "db" | "now">,
  token: string,
): Promise<OpenInvitation | null> {
  const [row] = await withSystem(db, (tx) =>
    tx
      .select({
        organizationId: organizations.id,
        slug: organizations.slug,
        organizationName: organizations.name,
        email: invitations.email,
        role: invitations.role,
        userId: users.id,
      })
      .from(invitations)
      .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
      .leftJoin(users, eq(users.email, invitations.email))
      .where(
        and(
          eq(invitations.tokenHash, hashInvitationToken(token)),
          eq(invitations.status, "pending"),
          gt(invitations.expiresAt, now()),
        ),
      ),
  );
  if (!row || row.role === null || !isRole(row.role)) return null;
  const { userId, ...rest } = row;
  return {
    ...rest,
    role: row.role,
    organizationId: toOrganizationId(row.organizationId),
    hasSignIn: userId !== null,
  };
}
