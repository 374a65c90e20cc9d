import { AsyncLocalStorage } from "node:async_hooks";

/** What a request spends its time on: finding out who asks, the database, and Stripe. */
export const timedParts = ["auth", "db", "stripe"] as const;
export type TimedPart = (typeof timedParts)[number];
/** Milliseconds by part. Work that goes on side by side counts each for itself. */
export type Timings = Record<TimedPart, number>;

const nothing: Timings = { auth: 0, db: 0, stripe: 0 };

/** What a request took, as a header: zeros for one that took nothing of any. Source: the Server-Timing specification. */
export function toServerTiming(timings: Timings = nothing): string {
  return timedParts.map((part) => `${part};dur=${timings[part].toFixed(1)}`).join(", ");
}

type Clock = { readonly timings: Timings; readonly isRunning: boolean };
const storage = new AsyncLocalStorage<Clock>();

/** Does some work and notes in the timings what its parts take. */
export function withTimings<T>(timings: Timings, work: () => T): T {
  return storage.run({ timings, isRunning: false }, work);
}

/** Counts the time of some work as that part's; a part within a part counts as the outer one's. */
export async function measure<T>(part: TimedPart, work: () => Promise<T>): Promise<T> {
  const clock = storage.getStore();
  if (!clock || clock.isRunning) return work();
  const startedAt = performance.now();
  try {
    return await storage.run({ timings: clock.timings, isRunning: true }, work);
  } finally {
    clock.timings[part] += performance.now() - startedAt;
  }
}
