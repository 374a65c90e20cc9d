import { AppError, type ErrorCode } from "./errors";

/** Half-open: from <= instant < to. A bound that was not given is absent. */
export type DateRange = { readonly from?: Date; readonly to?: Date };

/** Either a calendar day such as `2026-11-22` or an instant such as `2026-11-22T15:00:00Z`. */
export type RangeText = { readonly startDate?: string; readonly endDate?: string; readonly timezone: string };

/** The longest range that can be asked for, in calendar years. */
export const rangeYearsMax = 5;

const secondMs = 1_000;
const dayMs = 86_400_000;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
/** Zones stretch from 12 hours behind UTC to 14 ahead; a day begins somewhere in between. */
const offsetMsMax = 16 * 3_600_000;
/** By how much clocks have been put back at once. */
const foldsMs = [1_800_000, 3_600_000, 7_200_000, 10_800_000];
const foldMsMax = 10_800_000;

/**
 * True for a zone of the IANA database by its full name, or UTC. Short names such as IST are refused: JavaScript and
 * PostgreSQL read them as different zones. So are fixed offsets, whose sign they read differently.
 */
export function isTimezone(zone: string): boolean {
  if (zone !== "UTC" && !/^[A-Za-z_]+\/[A-Za-z0-9_+\-/]+$/.test(zone)) return false;
  try {
    formatterFor(zone);
    return true;
  } catch {
    // This is how `Intl` says that it does not know a zone.
    return false;
  }
}

/** True for a calendar day that exists, from the year 1970 to 2199. */
export function isDay(text: string): boolean {
  if (!dayPattern.test(text) || text < "1970-01-01" || text > "2199-12-31") return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

/** True for a calendar day or an instant with a zone (RFC 3339). An instant without a zone would be a guess. */
export function isDayOrInstant(text: string): boolean {
  return isDay(text) || (instantPattern.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)));
}

/** The calendar day, as `2026-11-22`, that an instant falls on in a zone. */
export function localDay(instant: Date, timezone: string): string {
  const [month, day, year = ""] = formatterFor(timezone).format(instant).split("/");
  return `${year.padStart(4, "0")}-${month}-${day}`;
}

/**
 * The first instant of a calendar day in a zone: usually midnight, later where the clocks skip midnight, and the
 * start of the next day where the zone skipped the whole day. Where clocks go back over midnight, so that a day begins
 * twice, it is the first of both.
 */
export function startOfDay(day: string, timezone: string): Date {
  const utcMidnight = Date.parse(`${day}T00:00:00Z`);
  const guess = utcMidnight - offsetMs(utcMidnight, timezone);
  const offset = utcMidnight - guess;
  const isFarFromChange = offsetMs(guess, timezone) === offset && offsetMs(guess - foldMsMax, timezone) === offset;
  return new Date(isFarFromChange ? guess : searchStart(day, timezone));
}

/** Searched and not computed from an offset, since the offset at a change of clocks depends on the answer. */
function searchStart(day: string, timezone: string): number {
  const isReached = (ms: number) => localDay(new Date(ms), timezone) >= day;
  const utcMidnight = Date.parse(`${day}T00:00:00Z`);
  let before = (utcMidnight - offsetMsMax) / secondMs;
  let reached = (utcMidnight + offsetMsMax + dayMs) / secondMs;
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2);
    if (isReached(middle * secondMs)) reached = middle;
    else before = middle;
  }
  const found = reached * secondMs;
  // A clock that was put back shows the same midnight again after as much time as it was put back by.
  const first = foldsMs.map((fold) => found - fold).find((ms) => isReached(ms) && !isReached(ms - secondMs));
  return first ?? found;
}

/** How far the clocks of a zone are ahead of UTC. */
function offsetMs(ms: number, timezone: string): number {
  const shown = formatterFor(timezone, "time").format(ms).match(/\d+/g) ?? [];
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = shown.map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) - ms;
}

/** The calendar day a number of days later (or earlier, when negative). */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

/**
 * What a start and an end mean in a zone. A calendar day as the end means all of that day; an instant is where the
 * range stops. Throws `invalid_timezone`, `range_too_large` above {@link rangeYearsMax} years, and
 * `invalid_request` for text that is no date or a start after the end.
 */
export function dateRange({ startDate, endDate, timezone }: RangeText): DateRange {
  if (!isTimezone(timezone)) throw refusal("timezone", "invalid_timezone", unknownTimezone);
  if (startDate !== undefined && !isDayOrInstant(startDate)) throw refusal("startDate", "invalid_request", notADate);
  if (endDate !== undefined && !isDayOrInstant(endDate)) throw refusal("endDate", "invalid_request", notADate);
  const from = startDate === undefined ? undefined : toStart(startDate, timezone);
  const to = endDate === undefined ? undefined : toEnd(endDate, timezone);
  if (from && to && startDate && endDate) {
    if (isAfterEnd({ startDate, endDate, from, to })) {
      throw refusal("endDate", "invalid_request", "The end must not be before the start.");
    }
    requireLength({ from, to, timezone });
  }
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

export const unknownTimezone = 'Name a zone of the IANA database, such as "Europe/Berlin", or "UTC".';
export const notADate = "Must be a day such as 2026-11-22, or an instant such as 2026-11-22T15:00:00Z.";

function toStart(text: string, timezone: string): Date {
  return isDay(text) ? startOfDay(text, timezone) : new Date(text);
}

function toEnd(text: string, timezone: string): Date {
  return isDay(text) ? startOfDay(addDays(text, 1), timezone) : new Date(text);
}

type Bounds = { startDate: string; endDate: string; from: Date; to: Date };

function isAfterEnd({ startDate, endDate, from, to }: Bounds): boolean {
  if (!isDay(endDate)) return from > to;
  // The end of a day is the start of the next, which the range must not begin at.
  return isDay(startDate) ? startDate > endDate : from >= to;
}

function requireLength({ from, to, timezone }: { from: Date; to: Date; timezone: string }): void {
  const first = localDay(from, timezone);
  const lastAllowed = `${Number(first.slice(0, 4)) + rangeYearsMax}${first.slice(4)}`;
  // Days in this form are ordered like their text.
  if (localDay(new Date(to.getTime() - 1), timezone) > lastAllowed) {
    throw refusal("endDate", "range_too_large", `A range can be at most ${rangeYearsMax} years long.`);
  }
}

function refusal(pointer: string, code: ErrorCode, detail: string): AppError {
  return new AppError(code, detail, { errors: [{ pointer, code, detail }] });
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Writes `11/22/2026`, or `11/22/2026, 15:04:05`. */
function formatterFor(timezone: string, detail: "day" | "time" = "day"): Intl.DateTimeFormat {
  // Zones are known in any case; one key for all of them bounds the map by the number of zones.
  const key = `${detail} ${timezone.toLowerCase()}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    ...(detail === "time" ? { hourCycle: "h23", hour: "2-digit", minute: "2-digit", second: "2-digit" } : {}),
  });
  formatters.set(key, made);
  return made;
}
