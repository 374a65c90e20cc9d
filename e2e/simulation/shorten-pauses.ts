const shortestMs = 100;
const longestMs = 2_000;

/**
 * Takes the waiting out of pauses between attempts, which are half a second to two seconds in Stripe's library: the
 * simulation's time is its own. Shorter timers wait for nothing, and longer ones guard against what never ends.
 */
export function shortenPauses(): void {
  const original = globalThis.setTimeout;
  const quick = (act: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
    original(act, ms >= shortestMs && ms <= longestMs ? 0 : ms, ...given);
  globalThis.setTimeout = Object.assign(quick, original);
}
