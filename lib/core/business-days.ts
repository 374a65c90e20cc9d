const dayMs = 86_400_000;

/**
 * The day a number of weekdays after a day, both as midnight UTC. Saturdays and Sundays do not count; bank holidays
 * differ by country and are not known here, so the answer is an estimate.
 */
export function addBusinessDays(day: Date, count: number): Date {
  let at = day.getTime();
  for (let left = count; left > 0; ) {
    at += dayMs;
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return new Date(at);
}
