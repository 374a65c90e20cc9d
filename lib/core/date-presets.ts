import { localDay } from "./period";

/** Ranges people choose by name; a link with a name stays current, one with dates stays fixed. */
export const datePresets = {
  today: "Today",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  "90d": "Last 90 days",
  month: "This month",
  lastMonth: "Last month",
  quarter: "This quarter",
  lastQuarter: "Last quarter",
  ytd: "Year to date",
  "12m": "Last 12 months",
  lastYear: "Last year",
} as const;
export type DatePreset = keyof typeof datePresets;

/** First and last calendar day, both inclusive, as `2026-11-22`. */
export type DayRange = { readonly startDate: string; readonly endDate: string };

/** True for the name of a preset. */
export function isDatePreset(value: string): value is DatePreset {
  return Object.hasOwn(datePresets, value);
}

/**
 * The calendar days a preset means at a moment in a time zone. "Last 7 days" includes today; months and quarters
 * are calendar ones and end on their last day, or today while they run. The last 12 months include this one.
 */
export function presetDays(preset: DatePreset, now: Date, timezone: string): DayRange {
  const today = new Date(`${localDay(now, timezone)}T00:00:00Z`);
  const [year, month] = [today.getUTCFullYear(), today.getUTCMonth()];
  const quarterStart = month - (month % 3);
  const ranges: Record<DatePreset, readonly [Date, Date]> = {
    today: [today, today],
    "7d": [addDays(today, -6), today],
    "30d": [addDays(today, -29), today],
    "90d": [addDays(today, -89), today],
    month: [utcDay(year, month, 1), today],
    lastMonth: [utcDay(year, month - 1, 1), utcDay(year, month, 0)],
    quarter: [utcDay(year, quarterStart, 1), today],
    lastQuarter: [utcDay(year, quarterStart - 3, 1), utcDay(year, quarterStart, 0)],
    ytd: [utcDay(year, 0, 1), today],
    "12m": [utcDay(year, month - 11, 1), today],
    lastYear: [utcDay(year - 1, 0, 1), utcDay(year - 1, 11, 31)],
  };
  const [start, end] = ranges[preset];
  return { startDate: dayText(start), endDate: dayText(end) };
}

// A calendar day is carried as midnight UTC, where every day has 24 hours.
function utcDay(year: number, month: number, day: number): Date {
  return new Date(Date.UTC(year, month, day));
}

function addDays(day: Date, days: number): Date {
  return utcDay(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + days);
}

function dayText(day: Date): string {
  return day.toISOString().slice(0, 10);
}
