import { roundToStep } from "./currency";
import { worldSide } from "./ledger";
import type { ChargeRecord, Posting } from "./state";

type Priced = Pick<ChargeRecord, "currency" | "settlement" | "rate">;

/** What an amount of a charge is worth in the currency of its ledger row. */
export function settled({ rate, settlement }: Priced, amount: number): number {
  return rate === null ? amount : Math.sign(amount) * roundToStep(Math.abs(amount) * rate, settlement);
}

/** The world's side of an amount that a buyer pays (positive) or gets back; exchanged where that is needed. */
export function buyerSide(charge: Priced, amount: number): Posting[] {
  const { currency, settlement, rate } = charge;
  const paid = worldSide("cards", currency, -amount);
  if (rate === null) return [paid];
  return [paid, worldSide("fx", currency, amount), worldSide("fx", settlement, -settled(charge, amount))];
}
