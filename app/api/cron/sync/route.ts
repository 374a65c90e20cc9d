import { cron } from "@/lib/http/cron";
import { methods } from "@/lib/http/endpoint";
import { pruneIdempotencyKeys } from "@/lib/http/idempotency";
import { pruneRequestLimits } from "@/lib/limits/take-request";
import { sweepPayoutIntents } from "@/lib/payouts/sweep-payout-intents";
import { sweepPayouts } from "@/lib/payouts/sweep-payouts";
import { syncAll } from "@/lib/sync/sync-all";
import { processEvents } from "@/lib/webhooks/process-events";

/** The platform ends a call after this many seconds. */
export const maxDuration = 300;
/**
 * When each step stops taking up work, counted from the start of the call: what it leaves is the next call's. However
 * slow Stripe is, later steps keep a share, and the last minute is for what is under way at the end.
 */
const untilMs = { intents: 60_000, events: 120_000, payouts: 150_000, sync: 240_000 };
const eventsMax = 500;

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: cron(async (services) => {
    const startedAt = performance.now();
    const left = (step: keyof typeof untilMs) => startedAt + untilMs[step] - performance.now();
    // Money that may have left comes first, then what Stripe has told us, then what it may never
    // tell, then everything else.
    await sweepPayoutIntents(services, { budgetMs: left("intents") });
    await processEvents(services, { limit: eventsMax, budgetMs: left("events") });
    await sweepPayouts(services, { budgetMs: left("payouts") });
    // Before the sync, which takes all the time there is.
    await pruneIdempotencyKeys(services);
    await pruneRequestLimits(services);
    const { accounts, synced, failed } = await syncAll(services, { budgetMs: left("sync") });
    return { accounts, synced, failed };
  }),
});
