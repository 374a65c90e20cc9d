import { randomBytes, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { organizations, users } from "@/db/schema";
import { enterOrg, withOrg } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import { contextForSystem, type Services } from "../context";
import { AppError } from "../core/errors";
import { type OrganizationId, toOrganizationId } from "../core/ids";
import { passwordLengthMin } from "../core/password";
import { recordPerson } from "./record-person";
import { slugOf } from "./slug-of";

const input = z.strictObject({
  email: z.email("The e-mail address is not one."),
  organizationName: z.string().trim().min(1, "The organization needs a name.").max(80),
  password: z
    .string()
    .min(passwordLengthMin, `The password needs at least ${passwordLengthMin} characters.`)
    .optional(),
});
export type CreateOwnerInput = z.input<typeof input>;

export type CreatedOwner = {
  readonly organizationId: OrganizationId;
  readonly slug: string;
  readonly email: string;
  /** The password that was made up, to be shown once; null when one was given. */
  readonly generatedPassword: string | null;
};

/**
 * The first person and organization of an installation; an operator's act. Throws `invalid_request` for input that
 * is none, and `conflict` when the organization or the person exists: neither is ever taken over.
 */
export async function createOwner(services: Services, given: CreateOwnerInput): Promise<CreatedOwner> {
  const parsed = input.safeParse(given);
  if (!parsed.success) throw new AppError("invalid_request", z.prettifyError(parsed.error));
  const { organizationName, password } = parsed.data;
  const email = parsed.data.email.toLowerCase();
  const slug = slugOf(organizationName);
  const generatedPassword = password === undefined ? randomBytes(18).toString("base64url") : null;
  const organizationId = toOrganizationId(randomUUID());
  const ctx = contextForSystem(services, organizationId, "operator");
  await withOrg(ctx, async (tx) => {
    await enterOrg(tx, null);
    const [person] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
    if (person) throw new AppError("conflict", `${email} already has a sign-in. Nothing was changed.`);
    await enterOrg(tx, organizationId);
    const made = await tx
      .insert(organizations)
      .values({ id: organizationId, name: organizationName, slug, createdAt: services.now() })
      .onConflictDoNothing({ target: organizations.slug })
      .returning({ id: organizations.id });
    if (made.length === 0)
      throw new AppError("conflict", `The organization ${slug} already exists. Nothing was changed.`);
    await recordPerson(tx, {
      organizationId,
      role: "owner",
      person: { email, name: nameOf(email), password: password ?? generatedPassword ?? "" },
    });
    await recordAudit(tx, ctx, { action: "organization.create", subject: slug, detail: { owner: email } });
  });
  return { organizationId, slug, email, generatedPassword };
}

/** A first name to show, until the person gives another. */
function nameOf(email: string): string {
  return email.split("@")[0] ?? email;
}
