import { amountIn } from "../core/balance";
import { type Money, money } from "../core/money";
import type { PayoutCandidate } from "./consider-payout";

/** What the account can pay out in the candidate's currency, by its method and kind of source. */
export function fundsFor({ balance, amount, method, sourceType }: PayoutCandidate): Money {
  const { currency } = amount;
  if (method === "instant") return money(amountIn(balance.instantAvailable, currency), currency);
  const available = amountIn(balance.available, currency);
  const sources = balance.availableBySource.filter((source) => source.currency === currency);
  if (sourceType === null || sources.length === 0) return money(available, currency);
  const ofSource = amountIn(
    sources.filter((source) => source.sourceType === sourceType),
    currency,
  );
  // A single kind may hold more than the whole, when another one is below zero.
  if (ofSource > available) return money(available, currency);
  return money(ofSource, currency);
}
