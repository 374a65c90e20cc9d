import type { Grouping, ReportRange } from "@/lib/core/report";
import { groupingFor } from "@/lib/core/report-range";

/** Most bars that a chart shows; more of them could neither be told apart nor read as a table. */
export const bucketsMax = 92;

const dayMs = 86_400_000;
const daysOf: Record<Grouping, number> = { day: 1, week: 7, month: 30 };

/** How a page divides a range: as asked, or in longer steps where it would be too many. */
export function shownGrouping(
  range: Pick<ReportRange, "from" | "to" | "timezone">,
  asked: Grouping | undefined,
): { groupBy: Grouping; notice: string | null } {
  const days = (range.to.getTime() - range.from.getTime()) / dayMs;
  const fits = (grouping: Grouping) => Math.floor(days / daysOf[grouping]) <= bucketsMax;
  const wanted = asked ?? groupingFor(range);
  if (wanted === "month" || fits(wanted)) return { groupBy: wanted, notice: null };
  const groupBy = wanted === "day" && fits("week") ? "week" : "month";
  return { groupBy, notice: `That would be more than ${bucketsMax} ${wanted}s, so this is by ${groupBy}.` };
}
