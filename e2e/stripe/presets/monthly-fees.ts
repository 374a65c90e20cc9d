import { addMonths, day, startOfDay } from "../calendar";
import { roundToStep } from "../currency";
import { type StripeFeeKind, takeStripeFee } from "../stripe-fees";
import { accountOf, bookOf } from "../world";
import type { AccountHistory, Command } from "./plan";

const eachCharge: Record<StripeFeeKind, number> = { radar: 5, billing: 2, network_cost: 12, tax: 1, correction: 1 };
/** How many of the dollar's cents the smallest fee is worth. */
const scale: Record<string, number> = { jpy: 1, huf: 300, kwd: 10 };

/** On the first of each month Stripe takes fees for the month before, by how many payments there were. */
export function monthlyFees({ world, account, from, to }: AccountHistory, kinds: readonly StripeFeeKind[]): Command[] {
  const commands: Command[] = [];
  const first = startOfDay(from) - (new Date(from * 1000).getUTCDate() - 1) * day;
  for (let month = 1; addMonths(first, month) < to; month++) {
    const [since, at] = [addMonths(first, month - 1), addMonths(first, month)];
    for (const kind of kinds) commands.push({ at: at + 5 * 3_600, run: () => takeFor(kind, since) });
  }
  return commands;

  function takeFor(kind: StripeFeeKind, since: number): void {
    const { currency } = accountOf(world, account);
    const count = bookOf(world, account).charge.filter((charge) => charge.created >= since).length;
    const amount = roundToStep(count * eachCharge[kind] * (scale[currency] ?? 1), currency);
    if (amount > 0) takeStripeFee(world, accountOf(world, account), { kind, amount, currency });
  }
}
