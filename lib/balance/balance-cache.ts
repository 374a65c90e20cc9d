import type { Balance } from "../core/balance";
import type { ConnectedAccountId } from "../core/ids";

export type LiveBalance = { readonly balance: Balance; readonly asOf: Date };
type Entry = { readonly read: Promise<LiveBalance>; readonly drops: number; freshUntil: number };

declare global {
  /**
   * How often each account was dropped. Pages and routes are bundled apart and each has its own entries; what a
   * webhook drops in one must not be shown by the other.
   */
  var pennyproofBalanceDrops: Map<ConnectedAccountId, number> | undefined;
}

const freshMs = 12_000;
/** After a failure Stripe is left alone this long, so that an outage does not slow every page down. */
const failureMs = 5_000;
const accountsMax = 5_000;

const entries = new Map<ConnectedAccountId, Entry>();

function dropsOf(accountId: ConnectedAccountId): number {
  return globalThis.pennyproofBalanceDrops?.get(accountId) ?? 0;
}

/**
 * Balances read a moment ago by this process. Readers who come at the same time share one read; an entry that is
 * dropped while its read is under way is not used again.
 */
export const balanceCache = {
  read(accountId: ConnectedAccountId, now: () => Date, readLive: () => Promise<LiveBalance>): Promise<LiveBalance> {
    const known = entries.get(accountId);
    const drops = dropsOf(accountId);
    if (known && known.drops === drops && now().getTime() < known.freshUntil) return known.read;
    if (entries.size >= accountsMax) entries.clear();
    const entry: Entry = { read: readLive(), drops, freshUntil: now().getTime() + freshMs };
    // Also keeps a failure that nobody waits for any more from ending the process.
    entry.read.catch(() => {
      entry.freshUntil = now().getTime() + failureMs;
    });
    entries.set(accountId, entry);
    return entry.read;
  },
  drop(accountId: ConnectedAccountId): void {
    entries.delete(accountId);
    globalThis.pennyproofBalanceDrops ??= new Map();
    globalThis.pennyproofBalanceDrops.set(accountId, dropsOf(accountId) + 1);
  },
};
