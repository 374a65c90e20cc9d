import { StripeRefusal } from "./errors";
import { balanceOf, post } from "./ledger";
import type { AccountRecord } from "./state";
import { newId, now, type World } from "./world";

/** Stripe holds money back against risks, or gives it free again (negative); it moves between two balances. */
export function holdReserve(world: World, account: AccountRecord, currency: string, amount: number): string {
  if (amount < 0 && balanceOf(world, account.id, "risk_reserved", currency) < -amount) {
    throw new StripeRefusal(`Account ${account.id} has less than ${-amount} in reserve.`);
  }
  const shared = {
    account: account.id,
    type: amount > 0 ? "reserve_hold" : "reserve_release",
    category: "risk_reserved_funds",
    currency,
    availableOn: now(world),
    source: newId(world, account.id, "rsv"),
    description: amount > 0 ? "Funds held in reserve" : "Funds released from reserve",
  };
  const [row] = post(world, {
    rows: [
      { ...shared, amount: -amount },
      { ...shared, amount, balanceType: "risk_reserved" },
    ],
    others: [],
  });
  return row?.id ?? "";
}
