import { asc, eq } from "drizzle-orm";
import { members, organizations, users } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";
import { isRole } from "../core/access";
import type { OrganizationId } from "../core/ids";
import { type Member, memberColumns } from "./member";

/**
 * All members, after every other change of them has ended: two owners who demote each other at the same moment would
 * otherwise leave an organization without one. Payouts and syncs go on meanwhile.
 */
export async function lockMembers(tx: OrgTransaction, organizationId: OrganizationId): Promise<Member[]> {
  await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .for("no key update");
  const rows = await tx
    .select(memberColumns)
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.organizationId, organizationId))
    .orderBy(asc(members.createdAt), asc(members.id));
  return rows.flatMap((row) => (isRole(row.role) ? [{ ...row, role: row.role }] : []));
}
