/** Two nightly syncs may be this far apart at most; past it the copy is old. */
const staleAfterMs = 26 * 3_600_000;

/**
 * How far the copy of Stripe's ledger reaches over several accounts: as far as the account that is furthest behind,
 * and not at all while one of them was never read completely.
 */
export function syncedUpToOf(
  accounts: readonly { readonly syncedUpTo: Date | null }[],
  now: Date,
): { syncedUpTo: Date | null; isStale: boolean } {
  const moments = accounts.flatMap(({ syncedUpTo }) => (syncedUpTo === null ? [] : [syncedUpTo.getTime()]));
  if (moments.length === 0 || moments.length < accounts.length) return { syncedUpTo: null, isStale: false };
  const oldest = Math.min(...moments);
  return { syncedUpTo: new Date(oldest), isStale: now.getTime() - oldest > staleAfterMs };
}
