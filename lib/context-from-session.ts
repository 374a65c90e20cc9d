import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import type { Context } from "./context";
import { findMembership, type Membership } from "./organizations/find-membership";
import { getServices } from "./services";
import { requireSessionUser } from "./session-user";

/**
 * The organization in the address as the signed-in person sees it. Signed out: to the sign-in page and back.
 * Not a member, or no such organization: the page that says that nothing is there.
 */
export const currentOrganization = cache(async (slug: string): Promise<Membership> => {
  const user = await requireSessionUser(`/${encodeURIComponent(slug)}`);
  const membership = await findMembership(getServices(), { userId: user.id, slug });
  return membership ?? notFound();
});

/** The page door: who is signed in, in the organization of the address. Once per request, however often it is asked. */
export const contextFromSession = cache(async (slug: string): Promise<Context> => {
  const membership = await currentOrganization(slug);
  const user = await requireSessionUser(`/${encodeURIComponent(slug)}`);
  return {
    ...getServices(),
    organizationId: membership.id,
    actor: { kind: "user", userId: user.id, name: user.name, role: membership.role },
  };
});
