import "server-only";
import { findApiKeyActor } from "./auth/find-api-key-actor";
import { findSessionUser } from "./auth/find-session-user";
import { requireSameOrigin } from "./auth/require-same-origin";
import type { Context, Services } from "./context";
import { AppError, notFound } from "./core/errors";
import { findMembership, type Membership } from "./organizations/find-membership";
import { listMemberships } from "./organizations/list-memberships";
import { getServices } from "./services";

const safeMethods = ["GET", "HEAD", "OPTIONS"];
const organizationHeader = "x-organization";

/** A context, and the zone that dates without one of their own are in. */
export type RequestContext = { readonly ctx: Context; readonly timezone: string };

/**
 * The REST door: an API key, or the session cookie with the organization named in `X-Organization`. A key that does
 * not fit is refused even when a cookie would. Throws `unauthenticated`, `csrf_failed`, `not_found` for an
 * organization that the caller is not in, and `invalid_request` when it must be named and is not.
 */
export async function contextFromRequest(request: Request): Promise<RequestContext> {
  const services = getServices();
  const authorization = request.headers.get("authorization");
  return authorization === null ? fromSession(services, request) : fromApiKey(services, authorization, request);
}

async function fromApiKey(services: Services, authorization: string, request: Request): Promise<RequestContext> {
  const holder = await findApiKeyActor(services, authorization);
  if (!holder) throw new AppError("unauthenticated", "The API key is not valid here, has expired or was revoked.");
  const named = request.headers.get(organizationHeader);
  // A key speaks for one organization; naming another must not quietly act on the first.
  if (named !== null && named !== holder.slug) throw notFound();
  const { organizationId, actor, timezone } = holder;
  return { ctx: { ...services, organizationId, actor }, timezone };
}

async function fromSession(services: Services, request: Request): Promise<RequestContext> {
  const user = await findSessionUser(services, request.headers);
  if (!user) throw new AppError("unauthenticated", "Send an API key as a bearer token, or sign in.");
  if (!safeMethods.includes(request.method)) requireSameOrigin(request.headers);
  const membership = await chosenMembership(services, user.id, request.headers.get(organizationHeader));
  const actor = { kind: "user", userId: user.id, name: user.name, role: membership.role } as const;
  return { ctx: { ...services, organizationId: membership.id, actor }, timezone: membership.timezone };
}

async function chosenMembership(services: Services, userId: string, slug: string | null): Promise<Membership> {
  if (slug !== null) {
    const membership = await findMembership(services, { userId, slug });
    if (!membership) throw notFound();
    return membership;
  }
  const [only, ...others] = await listMemberships(services, { userId });
  if (!only) throw notFound();
  if (others.length > 0) {
    throw new AppError("invalid_request", "You are in several organizations: name one in the header X-Organization.");
  }
  return only;
}
