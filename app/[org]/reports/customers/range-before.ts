import { addDays, localDay, startOfDay } from "@/lib/core/period";
import type { ReportRange } from "@/lib/core/report";

/**
 * As many days before a range as it has, and of them only as much time as has passed of it, so that both can be
 * compared.
 */
export function rangeBefore({ from, to, timezone }: ReportRange, now: Date): ReportRange {
  const [first, last] = [localDay(from, timezone), localDay(new Date(to.getTime() - 1), timezone)];
  const days = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
  const earlier = (instant: Date) => {
    const day = localDay(instant, timezone);
    const sinceMidnight = instant.getTime() - startOfDay(day, timezone).getTime();
    return new Date(startOfDay(addDays(day, -days), timezone).getTime() + sinceMidnight);
  };
  const passed = now < from ? from : now < to ? now : to;
  return { from: earlier(from), to: earlier(passed), timezone };
}
