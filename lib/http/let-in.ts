import type { Context } from "../context";
import { contextFromRequest, type RequestContext } from "../context-from-request";
import { AppError } from "../core/errors";
import { getEnv } from "../env";
import { callerAddress } from "../limits/caller-address";
import { measure } from "../timing";
import { type Counted, type CountedAs, countAs, countCaller } from "./count-caller";
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
  ctx: Pick<Context, "actor" | "organizationId">,
  as: CountedAs,
): Promise<void> {
  tell(exchange, as.limit, await countCaller(ctx, as));
}

async function refuseStranger(error: unknown, exchange: Exchange): Promise<never> {
  const address = callerAddress(exchange.request.headers, getEnv().trustedProxies);
  const isStranger = error instanceof AppError && error.code === "unauthenticated";
  if (isStranger && address !== null) tell(exchange, "anonymous", await countAs("anonymous", address));
  throw error;
}

/** Source of the two headers: draft-ietf-httpapi-ratelimit-headers. */
function tell({ headers }: Exchange, policy: LimitPolicy, counted: Counted): void {
  const { points, seconds } = limitPolicies[policy];
  headers.set("ratelimit-policy", `"${policy}";q=${points};w=${seconds}`);
  headers.set("ratelimit", `"${policy}";r=${counted.left};t=${counted.seconds}`);
  if (!counted.isRefused) return;
  const sentence = `At most ${points} such requests are answered in ${seconds} seconds. Nothing was changed.`;
  throw new AppError("rate_limited", sentence, { retryAfterSeconds: counted.seconds });
}
