/** A session ends twelve hours after sign-in, however busy it is. */
export const absoluteLifetimeSeconds = 12 * 3600;
/** A session that rested this long is over: a screen left open must not stay a way to the money. */
export const idleLifetimeSeconds = 30 * 60;
/** Use is noted at most this often, so that reading does not become writing. */
export const touchIntervalSeconds = 60;

export type SessionTimes = { readonly createdAt: Date; readonly usedAt: Date };

/** `ended`: signed out. `touch`: alive, and its last use should be noted. `alive`: nothing to do. */
export function judgeSession({ createdAt, usedAt }: SessionTimes, now: Date): "ended" | "touch" | "alive" {
  const age = secondsBetween(createdAt, now);
  const rest = secondsBetween(usedAt, now);
  if (age >= absoluteLifetimeSeconds || rest >= idleLifetimeSeconds) return "ended";
  return rest >= touchIntervalSeconds ? "touch" : "alive";
}

function secondsBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 1000;
}
