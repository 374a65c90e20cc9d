/** What Stripe says of instant payouts to one destination, in minor units. */
export type InstantQuote = {
  /** Everything that could leave the balance instantly. */
  readonly grossMinor: bigint;
  /** What of it would arrive, once the fee is taken. */
  readonly netMinor: bigint;
};

/**
 * What an instant payout of an amount costs on top of it, in minor units. Stripe quotes the whole only; a part of it
 * costs the same part of the fee, rounded half up, so this is an estimate. Null when there is nothing to tell it by.
 * Source: `instant_available.net_available` in docs.stripe.com/api/balance.
 */
export function instantFee(amountMinor: bigint, quote: InstantQuote | null): bigint | null {
  if (quote === null || quote.netMinor <= 0n) return null;
  const wholeFee = quote.grossMinor - quote.netMinor;
  return (amountMinor * wholeFee * 2n + quote.netMinor) / (quote.netMinor * 2n);
}
