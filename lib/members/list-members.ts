import { asc, eq, inArray, max } from "drizzle-orm";
import { members, sessions, users } from "@/db/schema";
import { enterOrg, type OrgTransaction, withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { isRole, requirePermission, roles } from "../core/access";
import { type Member, memberColumns } from "./member";

/** `activeAt` is the last use of a session that is still kept, to the minute; null when there is none. */
export type ListedMember = Member & { readonly activeAt: Date | null };

/** Everybody in the organization, owners first, then in the order they joined. Throws `insufficient_scope` for a key. */
export async function listMembers(ctx: Context): Promise<ListedMember[]> {
  requirePermission(ctx.actor, "members:read");
  const { rows, activeAt } = await withOrg(ctx, async (tx) => {
    const rows = await tx
      .select(memberColumns)
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(eq(members.organizationId, ctx.organizationId))
      .orderBy(asc(members.createdAt), asc(members.id));
    return { rows, activeAt: await lastUses(tx, rows) };
  });
  return rows
    .flatMap((row) =>
      isRole(row.role) ? [{ ...row, role: row.role, activeAt: activeAt.get(row.userId) ?? null }] : [],
    )
    .toSorted((one, other) => roles.indexOf(one.role) - roles.indexOf(other.role));
}

/** Sessions belong to no organization and are out of sight inside of one; these are of the people just found. */
async function lastUses(tx: OrgTransaction, people: readonly { userId: string }[]): Promise<Map<string, Date | null>> {
  await enterOrg(tx, null);
  const userIds = people.map(({ userId }) => userId);
  const found = await tx
    .select({ userId: sessions.userId, activeAt: max(sessions.updatedAt) })
    .from(sessions)
    .where(inArray(sessions.userId, userIds))
    .groupBy(sessions.userId);
  return new Map(found.map(({ userId, activeAt }) => [userId, activeAt]));
}
