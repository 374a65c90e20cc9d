import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../context";
import { StripeCallError } from "../stripe/errors";
import { type ActiveRun, OutOfTimeError, writeForRun } from "./active-run";

const firstWaitMs = 250;
const longestWaitMs = 8_000;
/** Some minutes of refusals in a row; then the run gives up and says so. */
const attemptsMax = 40;

/**
 * One call to Stripe for a run. A refusal for too many requests or a busy object is repeated after a growing wait
 * with jitter, since the library repeats neither. Throws OutOfTimeError instead of starting what the time given
 * does not allow for.
 */
export async function callStripe<T>(
  ctx: Context,
  run: ActiveRun,
  call: () => Promise<T>,
  random: () => number = Math.random,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    requireTime(run, 0);
    run.requests++;
    try {
      return await call();
    } catch (error) {
      if (!isWorthRepeating(error) || attempt + 1 >= attemptsMax) throw error;
      const waitMs = random() * Math.min(longestWaitMs, firstWaitMs * 2 ** attempt);
      requireTime(run, waitMs);
      await sleep(waitMs);
      // Waiting is being alive: without a sign of life the run would be taken from us.
      await writeForRun(ctx, run, async () => ({}));
    }
  }
}

function isWorthRepeating(error: unknown): boolean {
  return error instanceof StripeCallError && (error.reason === "rate_limited" || error.reason === "busy");
}

function requireTime({ deadline }: ActiveRun, waitMs: number): void {
  if (deadline !== null && performance.now() + waitMs >= deadline) {
    throw new OutOfTimeError("The time given to this sync is over.");
  }
}
