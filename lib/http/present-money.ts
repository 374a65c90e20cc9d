import type { Money } from "../core/money";
import type { Presentable } from "./json";

/** An amount as Stripe writes it: an integer of minor units and a lower-case code. */
export function presentMoney({ minor, currency }: Money): { amount: bigint; currency: string } {
  return { amount: minor, currency };
}

/** One amount per currency. */
export function presentMoneys(amounts: readonly Money[]): Presentable[] {
  return amounts.map(presentMoney);
}
