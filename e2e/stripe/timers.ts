import { makeAutomaticPayouts } from "./automatic-payouts";
import { expireCharge, failCharge, succeedCharge } from "./charge-outcomes";
import { runUntil } from "./clock";
import { emit } from "./events";
import { settle } from "./ledger";
import { balance } from "./objects/balance";
import { arrivePayout, reconcilePayout, returnPaidPayout, submitPayout } from "./payout-lifecycle";
import { succeedRefund } from "./refund-outcomes";
import type { Kind, Kinds, Timer } from "./state";
import { retryPayment, turnPeriod } from "./subscriptions";
import { accountOf, findRecord, type World } from "./world";

/** Moves the clock forward and lets everything happen that is due by then. */
export function moveClock(world: World, to: number): void {
  runUntil(world, to, (timer) => fire(world, timer));
}

function fire(world: World, timer: Timer): void {
  steps[timer.kind](world, timer);
}

const steps: Record<Timer["kind"], (world: World, timer: Timer) => void> = {
  settle: (world, { account }) => settleAccount(world, account),
  automatic_payout: (world, { account }) => makeAutomaticPayouts(world, accountOf(world, account)),
  payout_submit: step("payout", submitPayout),
  payout_arrive: step("payout", arrivePayout),
  payout_return: step("payout", returnPaidPayout),
  payout_reconcile: step("payout", reconcilePayout),
  charge_resolve: resolveCharge,
  charge_expire: step("charge", expireCharge),
  refund_resolve: step("refund", succeedRefund),
  subscription_period: step("subscription", turnPeriod),
  subscription_retry: step("subscription", retryPayment),
};

function step<K extends Kind>(kind: K, act: (world: World, record: Kinds[K]) => void) {
  return (world: World, { account, id }: Pick<Timer, "account" | "id">): void => {
    const record = findRecord(world, account, kind, id);
    if (!record) throw new Error(`A timer names the unknown ${kind} ${id}.`);
    act(world, record);
  };
}

function settleAccount(world: World, id: string): void {
  const sums = settle(world, id);
  const isPlatform = id === world.state.platform.id;
  const hasGain = [...sums.values()].some((amount) => amount > 0);
  if (hasGain) emit(world, isPlatform ? null : id, "balance.available", balance(world, accountOf(world, id)));
}

function resolveCharge(world: World, timer: Timer): void {
  const [verdict = "", id = ""] = timer.id.split(":");
  step("charge", verdict === "fail" ? failCharge : succeedCharge)(world, { account: timer.account, id });
}
