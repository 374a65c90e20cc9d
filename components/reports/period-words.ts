import { addDays, localDay } from "@/lib/core/period";
import type { Grouping, PeriodBounds } from "@/lib/core/report";
import { type Clock, shortDay } from "../time";

type Days = Pick<PeriodBounds, "date" | "lastDate" | "isComplete">;

/** The words on a chart for one period; `isMinor` ones give way on a narrow screen, and most of many have none. */
export type Tick = { readonly lines: readonly string[]; readonly isMinor: boolean };

const ticksMax = 16;
const monthFormat = new Intl.DateTimeFormat("en-US", { month: "short", timeZone: "UTC" });
const weekdayFormat = new Intl.DateTimeFormat("en-US", { weekday: "short", timeZone: "UTC" });
const ordinals = new Intl.PluralRules("en-US", { type: "ordinal" });
const endings: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd" };

/** `Nov 2026`, `Nov 2 – 8` or `Nov 22`; a month that the range cuts is told by its days. */
export function periodLabel(period: Days, groupBy: Grouping, clock: Clock): string {
  const { date, lastDate } = period;
  if (groupBy === "day") return shortDay(date, clock);
  if (groupBy === "month" && startsMonth(date) && (!period.isComplete || endsMonth(lastDate))) {
    return `${monthOf(date)} ${date.slice(0, 4)}`;
  }
  return daysLabel(date, lastDate, clock);
}

/** What a label leaves open about a period that is not a whole one: how far it goes, or null. */
export function periodRemark(period: Days, groupBy: Grouping, clock: Clock): string | null {
  const { date, lastDate, isComplete } = period;
  if (isComplete) return null;
  if (groupBy === "day") return "so far";
  if (groupBy === "week" || !startsMonth(date)) return "not complete";
  const today = localDay(clock.now, clock.zone);
  const isAhead = lastDate > today;
  return `to ${ordinal(Number((isAhead ? today : lastDate).slice(8)))}`;
}

/** Whether a period has not passed yet, or the range cuts it; its bar is hatched, since it cannot be compared. */
export function isPart({ date, lastDate, isComplete }: Days, groupBy: Grouping): boolean {
  if (!isComplete) return true;
  if (groupBy === "month") return !startsMonth(date) || !endsMonth(lastDate);
  return groupBy === "week" && (weekdayOf(date) !== "Mon" || weekdayOf(lastDate) !== "Sun");
}

/** From the first to the last day, such as `Nov 2 – 8` or `Oct 26 – Nov 1`, with years where they are not this one. */
export function daysLabel(first: string, last: string, clock: Clock): string {
  if (first === last) return shortDay(first, clock);
  const [start, end] = [shortDay(first, clock), shortDay(last, clock)];
  if (first.slice(0, 7) !== last.slice(0, 7)) return `${start} – ${end}`;
  const [startWithoutYear = start, year] = start.split(", ");
  return `${startWithoutYear} – ${Number(last.slice(8))}${year ? `, ${year}` : ""}`;
}

/** `Dec 2025 – Nov 2026` for whole months up to now, else the days. */
export function rangeLabel(first: string, last: string, clock: Clock): string {
  const today = localDay(clock.now, clock.zone);
  const isMonths = startsMonth(first) && (endsMonth(last) || last === today);
  if (!isMonths || first.slice(0, 7) === last.slice(0, 7)) return daysLabel(first, last, clock);
  return `${monthOf(first)} ${first.slice(0, 4)} – ${monthOf(last)} ${last.slice(0, 4)}`;
}

/** One tick for each period; of many periods only some get words, the last always. */
export function ticksOf(periods: readonly Days[], groupBy: Grouping, clock: Clock): Tick[] {
  const step = Math.ceil(periods.length / ticksMax);
  return periods.map((period, index) => {
    const fromLast = periods.length - 1 - index;
    const isMinor = Math.floor(fromLast / step) % 2 === 1;
    if (fromLast % step !== 0) return { lines: [], isMinor };
    const remark = step === 1 || fromLast === 0 ? periodRemark(period, groupBy, clock) : null;
    if (groupBy === "month") return { lines: monthLines(period, index, remark), isMinor };
    const lines = dayLines(period, { groupBy, clock, index, count: periods.length });
    return { lines: remark === null ? lines : [...lines, remark], isMinor };
  });
}

/** The noun for a number of periods, such as `12 months`. */
export function periodCount(count: number, groupBy: Grouping): string {
  return count === 1 ? `1 ${groupBy}` : `${count.toLocaleString("en-US")} ${groupBy}s`;
}

function monthLines({ date }: Days, index: number, remark: string | null): string[] {
  const second = remark ?? (index === 0 || date.slice(5, 7) === "01" ? date.slice(0, 4) : null);
  return second === null ? [monthOf(date)] : [monthOf(date), second];
}

type DayTick = { groupBy: Grouping; clock: Clock; index: number; count: number };

function dayLines({ date, lastDate }: Days, { groupBy, clock, index, count }: DayTick): string[] {
  const [withoutYear = date] = shortDay(date, clock).split(", ");
  if (groupBy === "week") return [count <= 6 ? daysLabel(date, lastDate, clock) : withoutYear];
  return [index === 0 || count > ticksMax || date.endsWith("-01") ? withoutYear : String(Number(date.slice(8)))];
}

function monthOf(day: string): string {
  return monthFormat.format(new Date(`${day}T12:00:00Z`));
}

function weekdayOf(day: string): string {
  return weekdayFormat.format(new Date(`${day}T12:00:00Z`));
}

function startsMonth(day: string): boolean {
  return day.endsWith("-01");
}

function endsMonth(day: string): boolean {
  return startsMonth(addDays(day, 1));
}

function ordinal(number: number): string {
  return `${number}${endings[ordinals.select(number)] ?? "th"}`;
}
