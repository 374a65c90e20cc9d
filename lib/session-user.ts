import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { findSessionUser, type SessionUser } from "./auth/find-session-user";
import type { Membership } from "./organizations/find-membership";
import { listMemberships } from "./organizations/list-memberships";
import { getServices } from "./services";

/** Who is signed in, or null. Once per request, however often it is asked. */
export const sessionUser = cache(async (): Promise<SessionUser | null> => {
  // Asked first: it tells a build, which has neither a request nor an environment, to leave the page for later.
  const requestHeaders = await headers();
  return findSessionUser(getServices(), requestHeaders);
});

/** Who is signed in; everybody else goes to the sign-in page and comes back to `next`. */
export async function requireSessionUser(next: string): Promise<SessionUser> {
  return (await sessionUser()) ?? redirect(`/sign-in?next=${encodeURIComponent(next)}`);
}

/** The organizations of whoever is signed in, by name; everybody else goes to the sign-in page. */
export const listMyOrganizations = cache(async (): Promise<Membership[]> => {
  const user = await requireSessionUser("/orgs");
  return listMemberships(getServices(), { userId: user.id });
});
