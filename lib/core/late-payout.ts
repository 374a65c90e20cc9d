import type { StripePayout } from "./payout";

const dayMs = 86_400_000;

/** What has left or will leave the balance and has not arrived. */
export const openPayoutStatuses = ["pending", "in_transit"] as const;

/**
 * The day, as midnight UTC, before which a payout had to arrive that would be late by now: the last weekday that is
 * over. So a payout is late once a whole business day has passed after the day on which it was to arrive. Bank holidays
 * are not known here; after one a payout is called late a day early.
 */
export function lateBefore(now: Date): Date {
  let day = Math.floor(now.getTime() / dayMs) * dayMs - dayMs;
  for (let weekday = new Date(day).getUTCDay(); weekday === 0 || weekday === 6; weekday = new Date(day).getUTCDay()) {
    day -= dayMs;
  }
  return new Date(day);
}

/** Whether a payout should have arrived and Stripe has not said that it has. */
export function isLate(payout: Pick<StripePayout, "status" | "arrivalDate">, now: Date): boolean {
  const isOpen = openPayoutStatuses.some((status) => status === payout.status);
  return isOpen && payout.arrivalDate < lateBefore(now);
}

/** Source: Stripe's words on the field `trace_id` of a payout: it can take up to 10 days after the arrival date. */
export const traceDaysMax = 10;

/** Until when a bank's reference that is not known yet may still become known; null when there is nothing to wait for. */
export function traceAwaitedUntil({
  status,
  traceId,
  arrivalDate,
}: Pick<StripePayout, "status" | "traceId" | "arrivalDate">): Date | null {
  if (status !== "paid" || traceId?.status !== "pending") return null;
  return new Date(arrivalDate.getTime() + traceDaysMax * dayMs);
}
