import type { Context } from "../context";
import type { Actor } from "../core/access";
import { getEnv } from "../env";
import { type Allowance, takeRequest } from "../limits/take-request";
import { getServices } from "../services";
import { type LimitPolicy, limitPolicies } from "./limit-policies";

export type Counted = Allowance & {
  /** Beyond the limit, where limits hold. Without them requests are still counted, and nobody is refused. */
  readonly isRefused: boolean;
};

export type CountedAs = { limit: LimitPolicy; about?: string };

/** Counts a key or a person in an organization, each by themselves, whichever door they come through. */
export function countCaller(
  { actor, organizationId }: Pick<Context, "actor" | "organizationId">,
  { limit, about = "" }: CountedAs,
): Promise<Counted> {
  const caller = [callerOf(actor), organizationId, about].filter((part) => part !== "");
  return countAs(limit, caller.join(":"));
}

/** Counts a request against a policy, under any name for who sent it. */
export async function countAs(policy: LimitPolicy, caller: string): Promise<Counted> {
  const allowance = await takeRequest(getServices(), { name: policy, ...limitPolicies[policy] }, caller);
  return { ...allowance, isRefused: allowance.isOver && getEnv().hasRateLimits };
}

function callerOf(actor: Actor): string {
  if (actor.kind === "apiKey") return `key:${actor.keyId}`;
  return actor.kind === "user" ? `user:${actor.userId}` : actor.reason;
}
