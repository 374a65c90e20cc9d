/** Longer than one attempt can take; afterwards its process counts as gone and another may go on. */
export const leaseMs = 120_000;

/** What a call with its repetitions may need: three times twenty seconds, and the pauses between. */
export const callMs = 65_000;

/**
 * Stripe keeps an idempotency key for 24 hours at least. Past this age the same key could make a second payout, so
 * nothing is sent any more and the payout is only looked for.
 */
export const keyLifeMs = 23 * 3_600_000;

/** Stripe repeats a server error it has saved under the key; after this long without a payout it is believed. */
export const serverErrorPatienceMs = 10 * 60_000;

/** How far before the first sending a payout is looked for, should Stripe's clock and ours differ. */
export const lookBackMs = 3_600_000;
