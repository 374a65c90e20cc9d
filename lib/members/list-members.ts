import { asc, eq, max } from "drizzle-orm";
import { members, sessions, users } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import { isRole, requirePermission, roles } from "../core/access";
import { type Member, memberColumns } from "./member";

/** `activeAt` is the last use of a session that is still kept, to the minute; null when there is none. */
export type ListedMember = Member & { readonly activeAt: Date | null };

/** Everybody in the organization, owners first, then in the order they joined. Throws `insufficient_scope` for a key. */
export async function listMembers(ctx: Context): Promise<ListedMember[]> {
  requirePermission(ctx.actor, "members:read");
  const rows = await withOrg(ctx, (tx) =>
    tx
      .select({ ...memberColumns, activeAt: max(sessions.updatedAt) })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .leftJoin(sessions, eq(sessions.userId, members.userId))
      .where(eq(members.organizationId, ctx.organizationId))
      .groupBy(members.id, users.id)
      .orderBy(asc(members.createdAt), asc(members.id)),
  );
  return rows
    .flatMap((row) => (isRole(row.role) ? [{ ...row, role: row.role }] : []))
    .toSorted((one, other) => roles.indexOf(one.role) - roles.indexOf(other.role));
}
