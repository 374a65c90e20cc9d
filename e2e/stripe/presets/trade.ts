import { noBuyers } from "./buyers";
import { customersChange, type Happening, happenings } from "./happenings";
import { monthlyFees } from "./monthly-fees";
import type { AccountHistory, Command } from "./plan";
import { type Sales, salesHistory } from "./sales";
import { type Subscribers, subscriberHistory } from "./subscribers";

type Trade = {
  sales: Omit<Sales, "buyers">;
  subscribers?: Omit<Subscribers, "buyers">;
  fees?: Parameters<typeof monthlyFees>[1];
  happenings?: readonly Happening[];
  customersChangeEvery?: number;
};

/** What one business does from day to day: it sells to people it knows and to strangers, and pays Stripe for it. */
export function trade(history: AccountHistory, plan: Trade): Command[] {
  const buyers = noBuyers(history.world, history.account);
  return [
    ...salesHistory(history, { ...plan.sales, buyers }),
    ...(plan.subscribers ? subscriberHistory(history, { ...plan.subscribers, buyers }) : []),
    ...monthlyFees(history, plan.fees ?? []),
    ...happenings(history, plan.happenings ?? []),
    ...(plan.customersChangeEvery ? customersChange(history, plan.customersChangeEvery) : []),
  ];
}
