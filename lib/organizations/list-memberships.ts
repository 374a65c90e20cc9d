import { asc, eq } from "drizzle-orm";
import { members, organizations } from "@/db/schema";
import { withSystem } from "@/db/with-org";
import type { Services } from "../context";
import { isRole } from "../core/access";
import { toOrganizationId } from "../core/ids";
import type { Membership } from "./find-membership";

/** All organizations a person is in, by name. */
export async function listMemberships(
  { db }: Pick<Services, "db">,
  { userId }: { userId: string },
): Promise<Membership[]> {
  const rows = await withSystem(db, (tx) =>
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
      .where(eq(members.userId, userId))
      .orderBy(asc(organizations.name), asc(organizations.id)),
  );
  return rows.flatMap((row) => (isRole(row.role) ? [{ ...row, id: toOrganizationId(row.id), role: row.role }] : []));
}
