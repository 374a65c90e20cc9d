import { day, startOfDay } from "../calendar";
import { createStream, nextFraction, nextInteger, pick, type Stream } from "../random";
import type { CustomerRecord, SubscriptionRecord } from "../state";
import { cancelSubscription, missPayment, type SubscriptionDraft, startSubscription } from "../subscriptions";
import { accountOf } from "../world";
import { type Buyers, newCustomer } from "./buyers";
import type { AccountHistory, Command } from "./plan";

export type Subscribers = {
  atStart: number;
  perMonth: number;
  /** Prices of one month, in minor units. */
  prices: readonly [number, ...number[]];
  buyers: Buyers;
  /** Of those that there are, each month. */
  churn?: number;
};

const usualChurn = 0.04;
const trialShare = 0.25;
const trialDays = 14;
const trialEndShare = 0.2;
const neverPaidShare = 0.04;
const yearlyShare = 0.06;
const latePaymentShare = 0.015;
const returnShare = 0.15;
const secondShare = 0.05;

type Held = { customer?: CustomerRecord; subscription?: SubscriptionRecord };

/** People who subscribe, pay month by month, are late sometimes, and leave. */
export function subscriberHistory(history: AccountHistory, subscribers: Subscribers): Command[] {
  const stream = createStream(history.world.state.seed, `subscribers ${history.account}`);
  const commands: Command[] = [];
  for (let number = 0; number < subscribers.atStart; number++) {
    commands.push(...oneSubscriber(history, subscribers, stream, history.from + nextInteger(stream, day, 20 * day)));
  }
  const days = Math.floor((history.to - history.from) / day);
  for (let date = 20; date < days; date++) {
    if (nextFraction(stream) >= subscribers.perMonth / 30) continue;
    const at = startOfDay(history.from) + date * day + nextInteger(stream, 0, day - 1);
    commands.push(...oneSubscriber(history, subscribers, stream, at));
  }
  return commands;
}

function oneSubscriber(history: AccountHistory, subscribers: Subscribers, stream: Stream, at: number): Command[] {
  const held: Held = {};
  const draft = draftOf(subscribers, stream);
  const commands = [{ at, run: () => begin(history, subscribers, held, draft) }];
  if (nextFraction(stream) < secondShare) {
    const again = draftOf(subscribers, stream);
    const run = () => begin(history, subscribers, { customer: held.customer }, { ...again, trialDays: 0 });
    commands.push({ at: at + nextInteger(stream, day, 40 * day), run });
  }
  if (draft.trialDays && nextFraction(stream) < trialEndShare) {
    return [...commands, leave(history, held, at + nextInteger(stream, day, trialDays * day - 1), "at once")];
  }
  return [...commands, ...laterLife(history, subscribers, stream, { at, held, draft })];
}

type Draft = Omit<SubscriptionDraft, "customer">;

function draftOf({ prices }: Subscribers, stream: Stream): Draft {
  const price = pick(stream, prices);
  const isYearly = nextFraction(stream) < yearlyShare;
  return {
    amount: isYearly ? price * 10 : price,
    quantity: nextFraction(stream) < 0.1 ? 2 : 1,
    interval: isYearly ? "year" : "month",
    trialDays: nextFraction(stream) < trialShare ? trialDays : 0,
    neverPaid: nextFraction(stream) < neverPaidShare,
  };
}

function begin({ world, account }: AccountHistory, { buyers }: Subscribers, held: Held, draft: Draft): void {
  const customer = held.customer ?? newCustomer(buyers);
  held.customer = customer;
  if (customer.deleted) return;
  const neverPaid = draft.trialDays === 0 && draft.neverPaid;
  held.subscription = startSubscription(world, accountOf(world, account), { ...draft, neverPaid, customer });
}

/** Month by month: stays, pays late, or leaves; some who left come back. */
function laterLife(
  history: AccountHistory,
  subscribers: Subscribers,
  stream: Stream,
  { at, held, draft }: { at: number; held: Held; draft: Draft },
): Command[] {
  const churn = subscribers.churn ?? usualChurn;
  const commands: Command[] = [];
  for (let month = at + 30 * day; month < history.to; month += 30 * day) {
    const chance = nextFraction(stream);
    const when = month + nextInteger(stream, 0, 25 * day);
    if (chance > 1 - latePaymentShare) commands.push(late(history, held, when));
    if (chance >= churn) continue;
    commands.push(leave(history, held, when, pick(stream, ["at period end", "at period end", "at once", "unpaid"])));
    if (nextFraction(stream) < returnShare) {
      const run = () => begin(history, subscribers, held, { ...draft, trialDays: 0, neverPaid: false });
      commands.push({ at: when + nextInteger(stream, 35 * day, 80 * day), run });
    }
    break;
  }
  return commands;
}

function isOpen(subscription: SubscriptionRecord | undefined): subscription is SubscriptionRecord {
  return subscription?.status === "active" || subscription?.status === "trialing";
}

function leave(
  { world }: AccountHistory,
  held: Held,
  at: number,
  how: "at once" | "at period end" | "unpaid",
): Command {
  const run = (): void => {
    if (!isOpen(held.subscription)) return;
    if (how === "unpaid") missPayment(world, held.subscription, { recovers: false });
    else cancelSubscription(world, held.subscription, { atPeriodEnd: how === "at period end" });
  };
  return { at, run };
}

function late({ world }: AccountHistory, held: Held, at: number): Command {
  return { at, run: () => isOpen(held.subscription) && missPayment(world, held.subscription, { recovers: true }) };
}
