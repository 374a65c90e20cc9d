import type { PeriodBounds, ReportRange } from "../core/report";
import type { Presentable } from "./json";

/** What every period of a report begins with: its first and last calendar day, and whether all of it has passed. */
export function presentPeriod({ date, lastDate, isComplete }: PeriodBounds): Record<string, Presentable> {
  return { date, lastDate, complete: isComplete };
}

/** The range of a report, half-open, and the zone of its days. */
export function presentRange({ from, to, timezone }: ReportRange): Record<string, Presentable> {
  return { from, to, timezone };
}
