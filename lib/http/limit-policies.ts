import type { Context } from "../context";
import type { Permission } from "../core/access";

/** How often one caller may ask, by what is asked: `points` requests within `seconds`. */
export const limitPolicies = {
  read: { points: 300, seconds: 60 },
  write: { points: 30, seconds: 60 },
  payouts: { points: 10, seconds: 60 },
  sync: { points: 6, seconds: 3600 },
  /** Whoever is not known, by address. */
  anonymous: { points: 30, seconds: 60 },
} as const satisfies Record<string, { points: number; seconds: number }>;

export type LimitPolicy = keyof typeof limitPolicies;

/**
 * For a policy that counts each thing by itself, such as each account. The caller is counted under `write` before that:
 * names that are made up would otherwise be free.
 */
export type LimitPer<Input> = {
  /** Asked for first, so that nobody counts what they may not do. */
  readonly permission: Permission;
  /** Our id of the thing, whatever the input calls it. Throws what the verb would for a thing that is not there. */
  readonly about: (ctx: Context, input: Input) => Promise<string>;
};
