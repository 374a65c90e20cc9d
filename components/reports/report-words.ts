import { formatMoney, type Money } from "@/lib/core/money";

/** `1 payment`, `5,074 payments`. */
export function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count.toLocaleString("en-US")} ${noun}s`;
}

type Named = { readonly label: string; readonly isMissing?: boolean };

/** The highest and the lowest bar of a chart, for those who cannot see it. */
export function extremes<Line extends Named>(lines: readonly Line[], amountOf: (line: Line) => Money): string {
  const known = lines.filter(({ isMissing }) => !isMissing);
  const [first] = known;
  if (!first) return "No data.";
  const minor = (line: Line) => amountOf(line).minor;
  const highest = known.reduce((best, line) => (minor(line) > minor(best) ? line : best), first);
  const lowest = known.reduce((best, line) => (minor(line) < minor(best) ? line : best), first);
  const words = (line: Line) => `${line.label} ${formatMoney(amountOf(line))}`;
  return `Highest ${words(highest)}. Lowest ${words(lowest)}.`;
}
