import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema";
import { withSystem } from "@/db/with-org";
import type { Services } from "../context";
import { AppError } from "../core/errors";
import { type OrganizationId, toOrganizationId } from "../core/ids";

/** The organization an operator names by its slug. Throws `not_found`. */
export async function organizationIdOf(services: Services, slug: string): Promise<OrganizationId> {
  const [organization] = await withSystem(services.db, (tx) =>
    tx.select({ id: organizations.id }).from(organizations).where(eq(organizations.slug, slug)).limit(1),
  );
  if (!organization) throw new AppError("not_found", `There is no organization with the slug ${slug}.`);
  return toOrganizationId(organization.id);
}
