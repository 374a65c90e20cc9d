import { addBusinessDays, startOfDay } from "./calendar";
import { minorUnits, roundToStep } from "./currency";
import { balanceOf } from "./ledger";
import type { AccountRecord, TransactionRecord } from "./state";
import { now, type World } from "./world";

/** The platform keeps 1% of an instant payout. */
const feeBasisPoints = 100;
const advanceDays = 6;
const dayLimitUnits = 9_999;
const countries = new Set("AE AU CA DK GB HK MY NO NZ SE SG US AT BE DE ES FI FR IE IT NL PT".split(" "));

export function instantFee(amount: number, currency: string): number {
  return roundToStep((amount * feeBasisPoints) / 10_000, currency);
}

/** The least and the most that one instant payout may move, in minor units. */
export function instantLimits(currency: string): { min: number; max: number } {
  return { min: minorUnits(currency) / 2, max: dayLimitUnits * minorUnits(currency) };
}

/** Pending card money that an instant payout may borrow from, the soonest first. */
export function advanceableRows(world: World, account: string, currency: string): TransactionRecord[] {
  const last = addBusinessDays(now(world), advanceDays);
  const rows = (world.waiting.get(account) ?? []).filter(
    (row) => row.currency === currency && row.type === "charge" && row.availableOn <= last,
  );
  return rows.sort((one, other) => one.availableOn - other.availableOn);
}

/** What is left of the day's limit for instant payouts. */
export function instantAllowance(world: World, account: AccountRecord, currency: string): number {
  const used = account.instantUse.day === startOfDay(now(world)) ? (account.instantUse.amounts[currency] ?? 0) : 0;
  return Math.max(0, instantLimits(currency).max - used);
}

/** Available plus soon-to-be-available card money, within what the day's limit leaves; never negative. */
export function instantAvailable(world: World, account: AccountRecord, currency: string): number {
  const capable = account.externalAccounts.some(
    (external) => external.instant && external.currency === currency && !external.deleted,
  );
  if (!capable || !countries.has(account.country) || account.payoutsDisabledReason !== null) return 0;
  const soon = advanceableRows(world, account.id, currency).reduce((sum, row) => sum + row.net, 0);
  const pending = balanceOf(world, account.id, "pending", currency);
  const total = balanceOf(world, account.id, "available", currency) + Math.min(soon, Math.max(0, pending));
  return Math.max(0, Math.min(total, instantAllowance(world, account, currency)));
}

/** The most that an instant payout can move when its fee comes on top: amount + fee <= instant available. */
export function netInstantAvailable(available: number, currency: string): number {
  const step = roundToStep(1, currency) || 10;
  const fits = (amount: number) => amount + instantFee(amount, currency) <= available;
  let net = Math.floor((available * 10_000) / (10_000 + feeBasisPoints) / step) * step;
  // The fee is rounded, so that the quotient can be off by a step either way.
  while (net > 0 && !fits(net)) net -= step;
  while (fits(net + step)) net += step;
  return Math.max(0, net);
}
