import { formatMoney, money } from "@/lib/core/money";
import { type Clock, shortDay } from "../time";
import type { ReleaseDay } from "./release-bars";

/** When pending money of one currency comes: the next day, the last one, and the days on which some is taken back. */
export function releaseWords(days: readonly ReleaseDay[], clock: Clock): { next: string; below: string | null } {
  // A payout and its cancel leave a day on which nothing comes.
  const rows = days.filter((day) => day.netMinor !== 0n);
  const first = rows[0];
  const last = rows.at(-1);
  if (!first || !last) return { next: "Nothing pending. All your money is available.", below: null };
  const amount = (row: ReleaseDay) => formatMoney(money(row.netMinor, row.currency));
  const firstDay = shortDay(first.availableOn, clock, { weekday: true });
  const lastDay = shortDay(last.availableOn, clock);
  const next =
    rows.length === 1
      ? `All of it becomes available ${firstDay}.`
      : `${amount(first)} becomes available ${firstDay}. All of it by ${lastDay}.`;
  const below = rows.filter((row) => row.netMinor < 0n).map((row) => shortDay(row.availableOn, clock));
  if (below.length === 0) return { next, below: null };
  const belowDays = new Intl.ListFormat("en", { type: "conjunction" }).format(below);
  return {
    next,
    below: `${belowDays} ${below.length === 1 ? "is" : "are"} below zero: more is taken back than comes in.`,
  };
}
