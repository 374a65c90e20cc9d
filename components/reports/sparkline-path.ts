export type SparkPath = {
  /** Commands of an SVG path through all points that can be compared, in a box 100 wide and 40 high. */
  readonly line: string;
  /** From the last of them to the one that is not complete; null without one. */
  readonly open: string | null;
  readonly zero: number;
};

const [width, height, margin] = [100, 40, 2];

/** A line through values at equal distances, from zero up; the last one may not be complete yet. */
export function sparklinePath(values: readonly number[], { isLastOpen = false } = {}): SparkPath {
  const [highest, lowest] = [Math.max(0, ...values), Math.min(0, ...values)];
  const reach = highest - lowest || 1;
  const place = (value: number) => height - margin - ((value - lowest) / reach) * (height - 2 * margin);
  const points = values.map((value, index) => {
    const x = values.length === 1 ? width : (index / (values.length - 1)) * width;
    return `${round(x)} ${round(place(value))}`;
  });
  const closed = isLastOpen ? points.slice(0, -1) : points;
  const open = isLastOpen && points.length > 1 ? `M${points.slice(-2).join("L")}` : null;
  return { line: closed.length > 0 ? `M${closed.join("L")}` : "", open, zero: round(place(0)) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
