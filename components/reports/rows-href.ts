import { addDays, startOfDay } from "@/lib/core/period";
import type { PeriodBounds } from "@/lib/core/report";

export type RowsPlace = {
  /** Address of the transactions list. */
  readonly path: string;
  /** Null for figures over every currency. */
  readonly currency: string | null;
  readonly accountId: string | null;
  /** Zone of the report's days. */
  readonly timezone: string;
  /** Zone in which the list reads days when it is not told otherwise. */
  readonly listTimezone: string;
};

export type Span = Pick<PeriodBounds, "date" | "lastDate" | "from" | "to">;

/**
 * The list of the rows behind a figure: the same time, half-open, in the same currency. Whole days go into the
 * address as days; a time that begins or ends within a day goes as the two instants.
 */
export function rowsHref(place: RowsPlace, span: Span, type?: string): string {
  const query = new URLSearchParams({
    ...(type === undefined ? {} : { type }),
    ...datesOf(span, place.timezone),
    ...(place.timezone === place.listTimezone ? {} : { timezone: place.timezone }),
    ...(place.currency === null ? {} : { currency: place.currency }),
    ...(place.accountId === null ? {} : { accountId: place.accountId }),
  });
  return `${place.path}?${query.toString().replaceAll("%2C", ",")}`;
}

function datesOf({ date, lastDate, from, to }: Span, timezone: string): { startDate: string; endDate: string } {
  const isDays =
    startOfDay(date, timezone).getTime() === from.getTime() &&
    startOfDay(addDays(lastDate, 1), timezone).getTime() === to.getTime();
  if (isDays) return { startDate: date, endDate: lastDate };
  return { startDate: from.toISOString(), endDate: to.toISOString() };
}
