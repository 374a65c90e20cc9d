export const minute = 60;
export const hour = 3600;
export const day = 86_400;

/** Midnight UTC of the day that holds `time`. All times are seconds since 1970. */
export function startOfDay(time: number): number {
  return time - (time % day);
}

/** 0 is Sunday. */
export function weekday(time: number): number {
  return (Math.floor(time / day) + 4) % 7;
}

export function isBusinessDay(time: number): boolean {
  const number = weekday(time);
  return number !== 0 && number !== 6;
}

/** Midnight of the day that lies `count` business days after the day of `time`; bank holidays are not known. */
export function addBusinessDays(time: number, count: number): number {
  let date = startOfDay(time);
  for (let left = count; left > 0; ) {
    date += day;
    if (isBusinessDay(date)) left--;
  }
  return date;
}

/** Midnight of the day itself, or of the Monday after a weekend. */
export function nextBusinessDay(time: number): number {
  return isBusinessDay(time) ? startOfDay(time) : addBusinessDays(time, 1);
}

export function dayOfMonth(time: number): number {
  return new Date(time * 1000).getUTCDate();
}

/** The last day of the month that holds `time`, as a number from 28 to 31. */
export function daysInMonth(time: number): number {
  const date = new Date(time * 1000);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

/** The same date and time of day `count` months later, or the last day of a month that has no such date. */
export function addMonths(time: number, count: number): number {
  const date = new Date(time * 1000);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1) / 1000;
  const dayInMonth = Math.min(date.getUTCDate(), daysInMonth(first));
  return first + (dayInMonth - 1) * day + (time % day);
}
