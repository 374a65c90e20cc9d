import type { ConnectedAccountId } from "../core/ids";
import { balanceCache } from "./balance-cache";

/** Forgets the balance this process read a moment ago; said after anything that moves money. */
export function invalidateBalance(accountId: ConnectedAccountId): void {
  balanceCache.drop(accountId);
}
