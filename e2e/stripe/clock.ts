import type { Timer, TimerKind } from "./state";
import { now, type World } from "./world";

/** Sets a timer. Timers run in order of time, then of their making. */
export function schedule(world: World, at: number, kind: TimerKind, account: string, id: string): void {
  const { timers, clock } = world.state;
  const timer: Timer = { at, sequence: clock.sequence++, kind, account, id };
  let low = 0;
  for (let high = timers.length; low < high; ) {
    const middle = (low + high) >>> 1;
    const other = timers[middle];
    if (other && other.at <= at) low = middle + 1;
    else high = middle;
  }
  timers.splice(low, 0, timer);
}

/** Makes sure that the account settles at this time; one timer serves all rows of the moment. */
export function startSettlement(world: World, account: string, at: number): void {
  const known = world.state.timers.some(
    (timer) => timer.kind === "settle" && timer.at === at && timer.account === account,
  );
  if (!known) schedule(world, at, "settle", account, "");
}

/** Moves the clock to `to`; every timer on the way sees its own time as the present. */
export function runUntil(world: World, to: number, fire: (timer: Timer) => void): void {
  const { clock, timers } = world.state;
  for (let due = timers[0]; due && due.at <= to; due = timers[0]) {
    timers.shift();
    clock.now = Math.max(clock.now, due.at);
    fire(due);
  }
  clock.now = Math.max(now(world), to);
}
