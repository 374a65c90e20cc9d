import { day, hour, isBusinessDay } from "../calendar";
import { makeCharge } from "../charges";
import { minorUnits, roundToStep } from "../currency";
import { closeDispute, openDispute } from "../disputes";
import { createStream, nextFraction, nextInteger, nextLogNormal, pick, type Stream } from "../random";
import { makeRefund } from "../refunds";
import type { ChargeRecord } from "../state";
import { accountOf, bookOf } from "../world";
import type { AccountHistory, Command } from "./plan";

/** Charges on an ordinary business day, the median amount in minor units, and the share of bank debits. */
type Sales = { perDay: number; median: number; bankDebits: number };

const weekendShare = 0.5;
const monthlyGrowth = 0.03;
const refundShare = 0.03;
const fullRefundShare = 0.6;
const disputeShare = 0.003;
const disputeLostShare = 0.65;
const bankDebitFailureShare = 0.02;
const guestShare = 0.08;

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
  const { currency } = accountOf(world, account);
  const made: { charge?: ChargeRecord } = {};
  const at = date + businessHour(stream);
  const amount = Math.max(minorUnits(currency), roundToStep(nextLogNormal(stream, sales.median, 0.7), currency));
  const isBankDebit = nextFraction(stream) < sales.bankDebits;
  const buyer = nextFraction(stream) < guestShare ? null : Math.floor(120 * nextFraction(stream) ** 2);
  const draft = {
    amount,
    method: isBankDebit ? ("us_bank_account" as const) : ("card" as const),
    failsLater: isBankDebit && nextFraction(stream) < bankDebitFailureShare,
    brand: pick(stream, ["visa", "visa", "mastercard", "amex"]),
    last4: String(nextInteger(stream, 1000, 9999)),
    email: buyer === null ? null : `customer-${buyer}@example.com`,
    name: buyer === null ? null : `Customer ${buyer}`,
    description: pick(stream, ["Online order", "Store order", "Wholesale order", "Subscription box"]),
  };
  const sell = (): void => {
    const customer = buyer === null ? null : (bookOf(world, account).customer[buyer]?.id ?? null);
    made.charge = makeCharge(world, accountOf(world, account), { ...draft, customer });
  };
  return [{ at, run: sell }, ...aftermath(history, stream, { at, made })];
}

function businessHour(stream: Stream): number {
  const hours = (nextFraction(stream) + nextFraction(stream)) * 7 + 8;
  return Math.floor(hours * hour);
}

type Sale = { at: number; made: { charge?: ChargeRecord } };

function aftermath({ world }: AccountHistory, stream: Stream, { at, made }: Sale): Command[] {
  const chance = nextFraction(stream);
  if (chance < refundShare) {
    const isFull = nextFraction(stream) < fullRefundShare;
    const part = isFull ? 1 : 0.2 + 0.6 * nextFraction(stream);
    const run = () => made.charge && giveBack(made.charge, part);
    const giveBack = (charge: ChargeRecord, share: number): void => {
      const amount = Math.max(1, roundToStep(charge.amount * share, charge.currency));
      if (charge.status === "succeeded") makeRefund(world, charge, amount, "requested_by_customer");
    };
    return [{ at: at + nextInteger(stream, day, 10 * day), run }];
  }
  if (chance > 1 - disputeShare) return disputed(stream, { at, made }, { world });
  return [];
}

function disputed(stream: Stream, { at, made }: Sale, { world }: Pick<AccountHistory, "world">): Command[] {
  const opened = at + nextInteger(stream, 5 * day, 20 * day);
  const outcome = nextFraction(stream) < disputeLostShare ? "lost" : "won";
  const held: { dispute?: ReturnType<typeof openDispute> } = {};
  const open = (): void => {
    if (made.charge?.status === "succeeded") held.dispute = openDispute(world, made.charge, "fraudulent");
  };
  const close = (): void => {
    if (held.dispute) closeDispute(world, held.dispute, outcome);
  };
  return [
    { at: opened, run: open },
    { at: opened + 15 * day, run: close },
  ];
}
