import { cron } from "@/lib/http/cron";
import { methods } from "@/lib/http/endpoint";
import { pruneIdempotencyKeys } from "@/lib/http/idempotency";
import { pruneRequestLimits } from "@/lib/limits/take-request";
import { sweepPayoutIntents } from "@/lib/payouts/sweep-payout-intents";
import { sweepPayouts } from "@/lib/payouts/sweep-payouts";
import { syncAll } from "@/lib/sync/sync-all";
import { processEvents } from "@/lib/webhooks/process-events";

/** The platform ends a call after this many seconds; the sync stops before and goes on next time. */
export const maxDuration = 300;
const budgetMs = 240_000;
const eventsMax = 500;

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: cron(async (services) => {
    // Money that may have left comes first, then what Stripe has told us, then what it may never
    // tell, then everything else.
    await sweepPayoutIntents(services);
    await processEvents(services, { limit: eventsMax });
    await sweepPayouts(services);
    const { accounts, synced, failed } = await syncAll(services, { budgetMs });
    await pruneIdempotencyKeys(services);
    await pruneRequestLimits(services);
    return { accounts, synced, failed };
  }),
});
