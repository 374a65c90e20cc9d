import { addBusinessDays, day, hour, isBusinessDay, startOfDay } from "./calendar";
import type { PayoutRecord } from "./state";
import { now, type World } from "./world";

/** Once history has been written, banks are quick, so that a person can watch a payout arrive. All in seconds. */
const submitSeconds = { standard: 30, instant: 5 };
const arriveSeconds = { standard: 120, instant: 30 };
const returnSeconds = 60;
const reconcileSeconds = 60;

const submitHour = 20;
const standardDays = 2;
const returnDays = 3;

/** When the bank takes a payout that is made now. */
export function submitTime(world: World, method: PayoutRecord["method"]): number {
  if (!world.state.history) return now(world) + submitSeconds[method];
  if (method === "instant") return now(world) + submitSeconds.instant;
  const today = startOfDay(now(world)) + submitHour * hour;
  if (isBusinessDay(today) && today > now(world)) return today;
  return addBusinessDays(now(world), 1) + submitHour * hour;
}

/** When a payout that is made by hand now is expected to arrive. */
export function arrivalTime(world: World, method: PayoutRecord["method"]): number {
  if (world.state.history && method === "standard") return addBusinessDays(now(world), standardDays);
  return now(world) + arriveSeconds[method];
}

/** When an automatic payout that is made now arrives; the rows that settle until then belong to it. */
export function automaticArrivalTime(world: World): number {
  return addBusinessDays(now(world), standardDays);
}

/** When a payout made now becomes paid: never before its arrival date, never before the bank took it. */
export function paidTime(world: World, record: PayoutRecord): number {
  return Math.max(record.arrivalDate, submitTime(world, record.method) + 1);
}

/** When the bank sends back a payout that counts as paid since now. */
export function returnTime(world: World): number {
  return world.state.history ? addBusinessDays(now(world), returnDays) + hour : now(world) + returnSeconds;
}

/** When the list of what an automatic payout contains is complete, counted from its arrival. */
export function reconcileTime(world: World): number {
  return world.state.history ? now(world) + 6 * hour : now(world) + reconcileSeconds;
}

/**
 * The time of day at which automatic payouts are made, as seconds after midnight UTC: late, so that a
 * payout takes the whole day's charges, which become available on the day on which it arrives.
 */
export const automaticPayoutSeconds = day - 10 * 60;

export const reversalWindow = 90 * day;
