import type { Balance, InstantAvailable, SourceAmount } from "../core/balance";
import type { Currency } from "../core/currency";
import { sumByCurrency } from "../core/money";

/** Balances of several accounts as one, per currency; currencies are never added together. */
export function sumBalances(balances: readonly Balance[], { livemode }: { livemode: boolean }): Balance {
  return {
    available: sumByCurrency(balances.flatMap((balance) => balance.available)),
    availableBySource: sumBySource(balances.flatMap((balance) => balance.availableBySource)),
    pending: sumByCurrency(balances.flatMap((balance) => balance.pending)),
    connectReserved: sumByCurrency(balances.flatMap((balance) => balance.connectReserved)),
    instantAvailable: sumInstant(balances.flatMap((balance) => balance.instantAvailable)),
    livemode,
  };
}

function sumBySource(amounts: readonly SourceAmount[]): SourceAmount[] {
  const sourceTypes = [...new Set(amounts.map((amount) => amount.sourceType))];
  return sourceTypes.flatMap((sourceType) =>
    sumByCurrency(amounts.filter((amount) => amount.sourceType === sourceType)).map((sum) => ({ ...sum, sourceType })),
  );
}

function sumInstant(amounts: readonly InstantAvailable[]): InstantAvailable[] {
  const destinationsIn = (currency: Currency) =>
    amounts.filter((amount) => amount.currency === currency).flatMap((amount) => amount.destinations);
  return sumByCurrency(amounts).map((sum) => ({ ...sum, destinations: destinationsIn(sum.currency) }));
}
