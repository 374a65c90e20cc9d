import { day, hour, isBusinessDay } from "../calendar";
import { type ChargeDraft, makeCharge } from "../charges";
import { exchangeRate, minorUnits, payoutStep } from "../currency";
import { makePayment } from "../payments";
import { createStream, nextFraction, nextInteger, nextLogNormal, pick, type Stream } from "../random";
import { accountOf } from "../world";
import { aftermath, type Sale } from "./aftermath";
import { type Buyers, buyerOf } from "./buyers";
import { type Mix, usualMix } from "./mix";
import type { AccountHistory, Command } from "./plan";

export type Sales = {
  /** Sales on an ordinary business day at the beginning. */
  perDay: number;
  /** In minor units of the account's currency. */
  median: number;
  buyers: Buyers;
  mix?: Partial<Mix>;
  /** At any hour instead of between eight and ten in the evening. */
  aroundTheClock?: boolean;
};

const weekendShare = 0.5;
const monthlyGrowth = 0.03;

/** The sales of one account, with the refunds and disputes that follow them. */
export function salesHistory(history: AccountHistory, sales: Sales): Command[] {
  const stream = createStream(history.world.state.seed, `sales ${history.account}`);
  const commands: Command[] = [];
  for (let date = history.from; date < history.to; date += day) {
    const months = (date - history.from) / (30 * day);
    const expected = sales.perDay * (isBusinessDay(date) ? 1 : weekendShare) * (1 + monthlyGrowth) ** months;
    const count = Math.floor(expected * (0.7 + 0.6 * nextFraction(stream)) + nextFraction(stream));
    for (let sale = 0; sale < count; sale++) commands.push(...oneSale(history, sales, stream, date));
  }
  return commands;
}

function oneSale(history: AccountHistory, sales: Sales, stream: Stream, date: number): Command[] {
  const { world, account } = history;
  const mix = { ...usualMix, ...sales.mix };
  const sale: Sale = { at: date + timeOfDay(stream, sales.aroundTheClock === true), made: {} };
  const who = { kind: nextFraction(stream), isNew: nextFraction(stream), who: nextFraction(stream) };
  const kind = nextFraction(stream);
  const draft = draftOf(history, sales, mix, stream);
  const sell = (): void => {
    const record = accountOf(world, account);
    if (kind < mix.payments) {
      sale.made.charge = makePayment(world, record, { ...draft, email: "buyer@example.com", name: "Buyer" });
    } else {
      sale.made.charge = makeCharge(world, record, { ...draft, ...buyerOf(sales.buyers, mix, who) });
    }
  };
  return [{ at: sale.at, run: sell }, ...aftermath(world, mix, stream, sale)];
}

/** Evenly over the day, or in its busy hours. */
function timeOfDay(stream: Stream, aroundTheClock: boolean): number {
  if (aroundTheClock) return nextInteger(stream, 0, day - 1);
  return Math.floor(((nextFraction(stream) + nextFraction(stream)) * 7 + 8) * hour);
}

function draftOf({ world, account }: AccountHistory, { median }: Sales, mix: Mix, stream: Stream): ChargeDraft {
  const { currency: own } = accountOf(world, account);
  const isDebit = nextFraction(stream) < mix.bankDebits;
  const isExchanged = nextFraction(stream) < mix.exchanged && !isDebit;
  const currency = isExchanged ? (mix.currencies[nextInteger(stream, 0, mix.currencies.length - 1)] ?? own) : own;
  const worth = nextLogNormal(stream, median, 0.7) * exchangeRate(own, currency);
  const step = payoutStep(currency);
  const fate = nextFraction(stream);
  return {
    amount: Math.max(minorUnits(currency), Math.round(worth / step) * step),
    currency,
    exchanged: isExchanged,
    method: isDebit ? mix.debitMethod : "card",
    failsLater: isDebit && fate < mix.debitFailures,
    declined: !isDebit && fate < mix.declined,
    uncaptured: !isDebit && fate > 1 - mix.held,
    brand: pick(stream, ["visa", "visa", "mastercard", "amex"]),
    last4: String(nextInteger(stream, 1000, 9999)),
    description: pick(stream, ["Online order", "Store order", "Wholesale order", "Gift box"]),
  };
}
