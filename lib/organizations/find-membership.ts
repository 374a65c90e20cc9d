import { and, eq } from "drizzle-orm";
import { members, organizations } from "@/db/schema";
import { withSystem } from "@/db/with-org";
import type { Services } from "../context";
import { isRole, type Role } from "../core/access";
import { type OrganizationId, toOrganizationId } from "../core/ids";
import { isSlug } from "./slug-of";

export type Membership = {
  readonly id: OrganizationId;
  readonly slug: string;
  readonly name: string;
  /** IANA zone of the organization's days. */
  readonly timezone: string;
  readonly role: Role;
};

/**
 * The organization of that slug as this person sees it, or null when it does not exist or they are not in it; the
 * two are not told apart. The role is read on every request, so that taking it away works at once.
 */
export async function findMembership(
  { db }: Pick<Services, "db">,
  { userId, slug }: { userId: string; slug: string },
): Promise<Membership | null> {
  // What cannot be a slug is not asked for: it may be text that the database does not take.
  if (!isSlug(slug)) return null;
  const [row] = await withSystem(db, (tx) =>
    tx
      .select({
        id: organizations.id,
        slug: organizations.slug,
        name: organizations.name,
        timezone: organizations.timezone,
        role: members.role,
      })
      .from(members)
      .innerJoin(organizations, eq(organizations.id, members.organizationId))
      .where(and(eq(members.userId, userId), eq(organizations.slug, slug))),
  );
  // A role that is none of ours grants nothing, whatever wrote it.
  if (!row || !isRole(row.role)) return null;
  return { ...row, id: toOrganizationId(row.id), role: row.role };
}
