import type { Context } from "../context";
import { contextFromRequest, type RequestContext } from "../context-from-request";
import type { Actor } from "../core/access";
import { AppError } from "../core/errors";
import { getEnv } from "../env";
import { callerAddress } from "../limits/caller-address";
import { takeRequest } from "../limits/take-request";
import { getServices } from "../services";
import { measure } from "../timing";
import type { Exchange } from "./endpoint";
import { type LimitPolicy, limitPolicies } from "./limit-policies";

/**
 * Who asks. Strangers are counted by address where a proxy vouches for it. Throws what the door throws, and
 * `rate_limited`.
 */
export function letIn(exchange: Exchange): Promise<RequestContext> {
  return measure("auth", () => contextFromRequest(exchange.request)).catch((error: unknown) =>
    refuseStranger(error, exchange),
  );
}

/**
 * Counts a request against a policy, each key and each person in an organization by themselves. Throws `rate_limited`
 * beyond it.
 */
export async function countRequest(
  exchange: Exchange,
  { actor, organizationId }: Pick<Context, "actor" | "organizationId">,
  { limit, about = "" }: { limit: LimitPolicy; about?: string },
): Promise<void> {
  await count(exchange, limit, [callerOf(actor), organizationId, about].filter((part) => part !== "").join(":"));
}

async function refuseStranger(error: unknown, exchange: Exchange): Promise<never> {
  const address = callerAddress(exchange.request.headers, getEnv().trustedProxies);
  const isStranger = error instanceof AppError && error.code === "unauthenticated";
  if (isStranger && address !== null) await count(exchange, "anonymous", address);
  throw error;
}

function callerOf(actor: Actor): string {
  if (actor.kind === "apiKey") return `key:${actor.keyId}`;
  return actor.kind === "user" ? `user:${actor.userId}` : actor.reason;
}

/** Source of the two headers: draft-ietf-httpapi-ratelimit-headers. */
async function count({ headers }: Exchange, policy: LimitPolicy, caller: string): Promise<void> {
  const { points, seconds } = limitPolicies[policy];
  const allowance = await takeRequest(getServices(), { name: policy, points, seconds }, caller);
  headers.set("ratelimit-policy", `"${policy}";q=${points};w=${seconds}`);
  headers.set("ratelimit", `"${policy}";r=${allowance.left};t=${allowance.seconds}`);
  // Without limits requests are still counted and told, so that a set-up for trying things out shows what it would do.
  if (!allowance.isOver || !getEnv().hasRateLimits) return;
  const sentence = `At most ${points} such requests are answered in ${seconds} seconds. Nothing was changed.`;
  throw new AppError("rate_limited", sentence, { retryAfterSeconds: allowance.seconds });
}
