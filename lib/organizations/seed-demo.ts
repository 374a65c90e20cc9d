import { randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { apiKeys, connectedAccounts, organizations } from "@/db/schema";
import { withOrg, withSystem } from "@/db/with-org";
import { connectAccount } from "../accounts/connect-account";
import { contextForSystem, type Services } from "../context";
import { roles, scopes } from "../core/access";
import { type OrganizationId, toOrganizationId } from "../core/ids";
import { createApiKey } from "../keys/create-api-key";
import { recordPerson } from "./record-person";
import { isSlug } from "./slug-of";

const seed = z.strictObject({
  organizations: z.array(
    z.strictObject({
      name: z.string().min(1),
      slug: z.string().refine(isSlug, "Not a usable slug."),
      timezone: z.string().optional(),
      accounts: z.array(z.strictObject({ id: z.string() })),
      people: z
        .array(z.strictObject({ email: z.email(), password: z.string(), role: z.enum(roles), name: z.string() }))
        .min(1),
    }),
  ),
});
type OrganizationSeed = z.output<typeof seed>["organizations"][number];

export type SeededOrganization = {
  readonly id: OrganizationId;
  readonly slug: string;
  readonly email: string;
  readonly password: string;
  /** A new key with all scopes; the one of an earlier run no longer works. */
  readonly apiKey: string;
  readonly accountIds: readonly string[];
};

const demoKeyName = "Demo";

/**
 * Brings organizations, sign-ins and connected accounts of a demo world into the database; money comes through the
 * sync. Said twice, it makes nothing twice, and only the API keys are new. The first account is the default one.
 */
export async function seedDemo(services: Services, given: unknown): Promise<{ organizations: SeededOrganization[] }> {
  const seeded: SeededOrganization[] = [];
  for (const organization of seed.parse(given).organizations) {
    seeded.push(await seedOrganization(services, organization));
  }
  return { organizations: seeded };
}

async function seedOrganization(services: Services, organization: OrganizationSeed): Promise<SeededOrganization> {
  const { slug, people, accounts } = organization;
  const id = await recordOrganization(services, organization);
  await withOrg({ db: services.db, organizationId: id }, async (tx) => {
    for (const { role, ...person } of people) await recordPerson(tx, { organizationId: id, role, person });
  });
  for (const account of accounts) {
    await connectAccount(services, { organizationSlug: slug, stripeAccountId: account.id });
  }
  await makeDefault(services, id, accounts[0]?.id);
  const [first] = people;
  return {
    id,
    slug,
    email: first?.email ?? "",
    password: first?.password ?? "",
    apiKey: await renewDemoKey(services, id),
    accountIds: accounts.map((account) => account.id),
  };
}

async function recordOrganization(
  services: Services,
  { name, slug, timezone = "UTC" }: OrganizationSeed,
): Promise<OrganizationId> {
  const [known] = await withSystem(services.db, (tx) =>
    tx.select({ id: organizations.id }).from(organizations).where(eq(organizations.slug, slug)),
  );
  const organizationId = toOrganizationId(known?.id ?? randomUUID());
  await withOrg({ db: services.db, organizationId }, (tx) =>
    tx
      .insert(organizations)
      .values({ id: organizationId, name, slug, timezone, createdAt: services.now() })
      .onConflictDoUpdate({ target: organizations.id, set: { name, timezone } }),
  );
  return organizationId;
}

async function makeDefault(services: Services, organizationId: OrganizationId, stripeAccountId?: string) {
  if (stripeAccountId === undefined) return;
  const isOfOrganization = eq(connectedAccounts.organizationId, organizationId);
  await withOrg({ db: services.db, organizationId }, async (tx) => {
    // First none, then one: there may never be two at a time.
    await tx.update(connectedAccounts).set({ isDefault: false }).where(isOfOrganization);
    await tx
      .update(connectedAccounts)
      .set({ isDefault: true })
      .where(and(isOfOrganization, eq(connectedAccounts.stripeAccountId, stripeAccountId)));
  });
}

async function renewDemoKey(services: Services, organizationId: OrganizationId): Promise<string> {
  const ctx = contextForSystem(services, organizationId, "operator");
  await withOrg(ctx, (tx) =>
    tx
      .update(apiKeys)
      .set({ revokedAt: services.now() })
      .where(and(eq(apiKeys.organizationId, organizationId), eq(apiKeys.name, demoKeyName), isNull(apiKeys.revokedAt))),
  );
  const { secret } = await createApiKey(ctx, { name: demoKeyName, scopes: [...scopes] });
  return secret;
}
