import { addDays, localDay, startOfDay } from "./period";
import { boundsOf } from "./period-buckets";
import type { Comparison, Grouping, PeriodBounds, ReportRange } from "./report";

export type ComparedPeriods = {
  /** Ends where the time that has passed of the report's own range ends. */
  readonly range: ReportRange;
  /** One for each of the report's; those behind the end of the range have nothing in them. */
  readonly periods: readonly PeriodBounds[];
};

type Shift = { readonly days: number } | { readonly months: number };
type Asked = { range: ReportRange; periods: readonly PeriodBounds[]; groupBy: Grouping };

const monthsOfYear = 12;

/**
 * The stretch of time that a report is compared with: by whole days, weeks or months before it, as few as do not
 * overlap, or a year earlier. Only as much of it counts as has passed of the report's own range by now, so that both
 * totals cover equal time. A day without a counterpart, such as February 29, is compared with nothing.
 */
export function comparedPeriods({ range, periods, groupBy }: Asked, compare: Comparison, now: Date): ComparedPeriods {
  const { timezone } = range;
  const shift = compare === "year" ? { months: monthsOfYear } : shiftBefore(range, groupBy);
  const earlier = (instant: Date) => shiftBack(instant, timezone, shift);
  const passed = now < range.from ? range.from : now < range.to ? now : range.to;
  return {
    range: { from: earlier(range.from), to: earlier(passed), timezone },
    periods: periods.map((period) => boundsOf({ from: earlier(period.from), to: earlier(period.to), timezone }, now)),
  };
}

function shiftBefore({ from, to, timezone }: ReportRange, groupBy: Grouping): Shift {
  const shiftOf = (units: number): Shift =>
    groupBy === "month" ? { months: units } : { days: units * (groupBy === "week" ? 7 : 1) };
  let units = Math.max(1, unitsBetween(localDay(from, timezone), localDay(to, timezone), groupBy));
  // The estimate is short by one at most, where the range ends later in its unit than it begins.
  while (shiftBack(to, timezone, shiftOf(units)) > from) units++;
  return shiftOf(units);
}

function unitsBetween(first: string, last: string, groupBy: Grouping): number {
  const [start, end] = [new Date(`${first}T00:00:00Z`), new Date(`${last}T00:00:00Z`)];
  const months = (day: Date) => day.getUTCFullYear() * monthsOfYear + day.getUTCMonth();
  if (groupBy === "month") return months(end) - months(start);
  return Math.floor((end.getTime() - start.getTime()) / 86_400_000 / (groupBy === "week" ? 7 : 1));
}

/** The same time of day that many days or months earlier, or the end of that day where it is shorter. */
function shiftBack(instant: Date, timezone: string, shift: Shift): Date {
  const day = localDay(instant, timezone);
  const target = "days" in shift ? addDays(day, -shift.days) : monthsBefore(day, shift.months);
  if (target === null) return startOfDay(firstOfMonthBefore(day, "months" in shift ? shift.months - 1 : 0), timezone);
  const sinceMidnight = instant.getTime() - startOfDay(day, timezone).getTime();
  const end = startOfDay(addDays(target, 1), timezone).getTime();
  return new Date(Math.min(startOfDay(target, timezone).getTime() + sinceMidnight, end));
}

/** Null where that month has no such day. */
function monthsBefore(day: string, months: number): string | null {
  const first = firstOfMonthBefore(day, months);
  const target = `${first.slice(0, 7)}${day.slice(7)}`;
  return addDays(first, Number(day.slice(8)) - 1) === target ? target : null;
}

function firstOfMonthBefore(day: string, months: number): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.toISOString().slice(0, 10);
}
