import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import type { Context } from "../context";
import { requirePermission } from "../core/access";
import { notFound } from "../core/errors";
import type { OrganizationInput } from "../core/member-input";

/**
 * Sets the name and the time zone of the organization. The address stays, since links and programs use it. Said
 * twice, it changes nothing the second time. Throws `forbidden` below admin.
 */
export async function updateOrganization(ctx: Context, { name, timezone }: OrganizationInput): Promise<void> {
  requirePermission(ctx.actor, "organization:manage");
  await withOrg(ctx, async (tx) => {
    const isOurs = eq(organizations.id, ctx.organizationId);
    const [before] = await tx
      .select({ name: organizations.name, timezone: organizations.timezone })
      .from(organizations)
      .where(isOurs)
      .for("no key update");
    if (!before) throw notFound();
    if (before.name === name && before.timezone === timezone) return;
    await tx.update(organizations).set({ name, timezone }).where(isOurs);
    const detail = { name, timezone, nameBefore: before.name, timezoneBefore: before.timezone };
    await recordAudit(tx, ctx, { action: "organization.update", subject: ctx.organizationId, detail });
  });
}
