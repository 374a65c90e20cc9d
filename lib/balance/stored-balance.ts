import type { StoredBalance, StoredMoney } from "@/db/stored";
import type { Balance } from "../core/balance";
import { toCurrency } from "../core/currency";
import { type Money, money } from "../core/money";

/** A balance as JSON, amounts as decimal text, in one order, so that equal balances are equal texts. */
export function toStoredBalance(balance: Balance): StoredBalance {
  return {
    available: sorted(balance.available.map(toStoredMoney)),
    availableBySource: sorted(
      balance.availableBySource.map(({ sourceType, ...amount }) => ({ ...toStoredMoney(amount), sourceType })),
    ),
    pending: sorted(balance.pending.map(toStoredMoney)),
    connectReserved: sorted(balance.connectReserved.map(toStoredMoney)),
    instantAvailable: sorted(
      balance.instantAvailable.map(({ destinations, ...amount }) => ({
        ...toStoredMoney(amount),
        destinations: destinations.map(({ id, netMinor }) => ({ id, netMinor: netMinor.toString() })),
      })),
    ),
    ...(balance.apart
      ? {
          apart: sorted(balance.apart.map(({ balanceType, ...amount }) => ({ ...toStoredMoney(amount), balanceType }))),
        }
      : {}),
    livemode: balance.livemode,
  };
}

/** A stored balance in our types. */
export function fromStoredBalance(stored: StoredBalance): Balance {
  return {
    available: stored.available.map(toMoney),
    availableBySource: stored.availableBySource.map(({ sourceType, ...amount }) => ({
      ...toMoney(amount),
      sourceType,
    })),
    pending: stored.pending.map(toMoney),
    connectReserved: stored.connectReserved.map(toMoney),
    instantAvailable: stored.instantAvailable.map(({ destinations, ...amount }) => ({
      ...toMoney(amount),
      destinations: destinations.map(({ id, netMinor }) => ({ id, netMinor: BigInt(netMinor) })),
    })),
    ...(stored.apart
      ? { apart: stored.apart.map(({ balanceType, ...amount }) => ({ ...toMoney(amount), balanceType })) }
      : {}),
    livemode: stored.livemode,
  };
}

function toStoredMoney({ minor, currency }: Money): StoredMoney {
  return { minor: minor.toString(), currency };
}

function toMoney({ minor, currency }: StoredMoney): Money {
  return money(BigInt(minor), toCurrency(currency));
}

function sorted<T extends StoredMoney & { sourceType?: string; balanceType?: string }>(amounts: T[]): T[] {
  const keyOf = (amount: T) => `${amount.currency} ${amount.sourceType ?? amount.balanceType ?? ""}`;
  return amounts.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
