import { makeAutomaticPayouts } from "./automatic-payouts";
import { failCharge, succeedCharge } from "./charges";
import { runUntil } from "./clock";
import { emit } from "./events";
import { settle } from "./ledger";
import { balance } from "./objects/balance";
import { arrivePayout, reconcilePayout, returnPaidPayout, submitPayout } from "./payout-lifecycle";
import type { PayoutRecord, Timer } from "./state";
import { accountOf, findRecord, type World } from "./world";

const payoutSteps = {
  payout_submit: submitPayout,
  payout_arrive: arrivePayout,
  payout_return: returnPaidPayout,
  payout_reconcile: reconcilePayout,
};

/** Moves the clock forward and lets everything happen that is due by then. */
export function moveClock(world: World, to: number): void {
  runUntil(world, to, (timer) => fire(world, timer));
}

function fire(world: World, timer: Timer): void {
  if (timer.kind === "settle") settleAccount(world, timer.account);
  else if (timer.kind === "automatic_payout") makeAutomaticPayouts(world, accountOf(world, timer.account));
  else if (timer.kind === "charge_resolve") resolveCharge(world, timer);
  else payoutSteps[timer.kind](world, payoutOf(world, timer));
}

function settleAccount(world: World, id: string): void {
  const sums = settle(world, id);
  const isPlatform = id === world.state.platform.id;
  const hasGain = [...sums.values()].some((amount) => amount > 0);
  if (hasGain) emit(world, isPlatform ? null : id, "balance.available", balance(world, accountOf(world, id)));
}

function resolveCharge(world: World, timer: Timer): void {
  const [verdict = "", id = ""] = timer.id.split(":");
  const charge = findRecord(world, timer.account, "charge", id);
  if (!charge) throw new Error(`A timer names the unknown charge ${id}.`);
  if (verdict === "fail") failCharge(world, charge);
  else succeedCharge(world, charge);
}

function payoutOf(world: World, timer: Timer): PayoutRecord {
  const record = findRecord(world, timer.account, "payout", timer.id);
  if (!record) throw new Error(`A timer names the unknown payout ${timer.id}.`);
  return record;
}
