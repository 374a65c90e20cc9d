import { localDay } from "@/lib/core/period";

/** Where and when a page is looked at: the organization's time zone and the moment of the request. */
export type Clock = { readonly zone: string; readonly now: Date };

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", options);
  formats.set(key, made);
  return made;
}

const hours24 = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** `10:02:11 EST`. */
export function clockTime(at: Date, zone: string): string {
  return format({ ...hours24, second: "2-digit", timeZone: zone, timeZoneName: "short" }).format(at);
}

/** `Nov 23`, with the year where it is not the current one; `weekday` puts `Mon, ` before it. */
export function shortDay(day: string, clock: Clock, { weekday = false }: { weekday?: boolean } = {}): string {
  const isThisYear = day.slice(0, 4) === localDay(clock.now, clock.zone).slice(0, 4);
  return format({
    month: "short",
    day: "numeric",
    timeZone: "UTC",
    ...(weekday ? { weekday: "short" } : {}),
    ...(isThisYear ? {} : { year: "numeric" }),
  }).format(noonOf(day));
}

/** A moment as a day of the organization, `Nov 20` or `Nov 20, 2025`. */
export function shortDate(at: Date, clock: Clock): string {
  return shortDay(localDay(at, clock.zone), clock);
}

/** Stripe's arrival dates are days, written as midnight UTC; read in a western zone they would fall a day early. */
export function arrivalDay(at: Date): string {
  return localDay(at, "UTC");
}

/** `Today 09:58`, else `Nov 21 21:06`. */
export function stamp(at: Date, clock: Clock): string {
  const day = localDay(at, clock.zone);
  const name = day === localDay(clock.now, clock.zone) ? "Today" : shortDay(day, clock);
  return `${name} ${format({ ...hours24, timeZone: clock.zone }).format(at)}`;
}

/** `just now`, `2 min ago`, `3 hours ago`; from a day on the date. */
export function ago(at: Date, clock: Clock): string {
  const minutes = Math.floor((clock.now.getTime() - at.getTime()) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return hours === 1 ? "1 hour ago" : `${hours} hours ago`;
  return `on ${shortDate(at, clock)}`;
}

/** Everything about a moment, for a tooltip: `Nov 22, 2026, 10:02:11 EST · 15:02:11 UTC`. */
export function fullTime(at: Date, zone: string): string {
  const local = format({
    ...hours24,
    year: "numeric",
    month: "short",
    day: "numeric",
    second: "2-digit",
    timeZone: zone,
    timeZoneName: "short",
  }).format(at);
  return zone === "UTC" ? local : `${local} · ${clockTime(at, "UTC")}`;
}

function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}
