import { AppError } from "./errors";
import { addDays, localDay, startOfDay } from "./period";
import type { Grouping, PeriodBounds, ReportRange } from "./report";

/** Most periods one report can have. */
export const periodsMax = 1_000;

/**
 * Divides a range into calendar days, weeks from Monday, or months of its zone. The periods meet, cover all of the
 * range and nothing else; those at its edges are as short as it makes them. A day that a zone skipped has no period.
 * Throws `range_too_large` above {@link periodsMax} periods.
 */
export function periodBuckets({ from, to, timezone }: ReportRange, groupBy: Grouping, now: Date): PeriodBounds[] {
  const periods: PeriodBounds[] = [];
  let start = from;
  let day = firstDayOf(localDay(from, timezone), groupBy);
  while (start < to) {
    day = nextFirstDay(day, groupBy);
    const next = startOfDay(day, timezone);
    const end = next < to ? next : to;
    // A day that was skipped ends where it begins, and one that began twice before the second beginning.
    if (end <= start) continue;
    periods.push(boundsOf({ from: start, to: end, timezone }, now));
    if (periods.length > periodsMax) throw tooMany(groupBy);
    start = end;
  }
  return periods;
}

/** A stretch of time as one period, with the calendar days it touches. One without length keeps its first day. */
export function boundsOf({ from, to, timezone }: ReportRange, now: Date): PeriodBounds {
  const last = to > from ? new Date(to.getTime() - 1) : from;
  return { date: localDay(from, timezone), lastDate: localDay(last, timezone), from, to, isComplete: to <= now };
}

function firstDayOf(day: string, groupBy: Grouping): string {
  if (groupBy === "day") return day;
  if (groupBy === "month") return `${day.slice(0, 7)}-01`;
  const sinceMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -sinceMonday);
}

function nextFirstDay(first: string, groupBy: Grouping): string {
  // No month is longer than 31 days, and none is left behind by so many.
  if (groupBy === "month") return firstDayOf(addDays(first, 31), "month");
  return addDays(first, groupBy === "week" ? 7 : 1);
}

function tooMany(groupBy: Grouping): AppError {
  const detail = `A report can have at most ${periodsMax} periods. Ask for a shorter range, or longer ones than a ${groupBy}.`;
  return new AppError("range_too_large", detail, {
    errors: [{ pointer: "groupBy", code: "range_too_large", detail }],
  });
}
