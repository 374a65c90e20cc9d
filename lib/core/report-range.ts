import { addDays, dateRange, isDay, localDay, type RangeText } from "./period";
import type { Grouping, ReportRange } from "./report";

/** How many days a report covers that names no start. */
export const reportDaysDefault = 30;

const dayMs = 86_400_000;

/**
 * The range a report is asked for. Without an end it ends with today, without a start it covers 30 days; both are
 * days of the zone. Throws like {@link dateRange}, for a start after today without an end too.
 */
export function reportRange({ startDate, endDate, timezone }: RangeText, now: Date): ReportRange {
  const end = endDate ?? localDay(now, timezone);
  const start = startDate ?? addDays(lastDayOf(end, timezone), 1 - reportDaysDefault);
  const { from, to } = dateRange({ startDate: start, endDate: end, timezone });
  if (!from || !to) throw new Error("A range with a start and an end has both.");
  return { from, to, timezone };
}

/** How a range is divided when nobody says: up to a quarter by days, up to half a year by weeks, else by months. */
export function groupingFor({ from, to }: ReportRange): Grouping {
  const days = Math.round((to.getTime() - from.getTime()) / dayMs);
  if (days <= 92) return "day";
  return days <= 184 ? "week" : "month";
}

function lastDayOf(end: string, timezone: string): string {
  return isDay(end) ? end : localDay(new Date(Date.parse(end) - 1), timezone);
}
