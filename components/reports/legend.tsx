import type { CSSProperties } from "react";
import type { ChartSeries } from "./chart-plot";

type LegendProps = {
  series: readonly ChartSeries[];
  /** What the outlined bars are, where there are any. */
  before?: string | null;
  /** What the hatched bars are, where there are any. */
  part?: string | null;
};

/** What the colours and patterns of a chart mean. */
export function Legend({ series, before = null, part = null }: LegendProps) {
  const [only] = series;
  const partColor = series.length === 1 && only ? only.color : "var(--chart-other)";
  return (
    <div className="legend-row">
      {series.map(({ key, label, color }) => (
        <span key={key}>
          <i className="sw" style={{ "--c": color } as CSSProperties} />
          {label}
        </span>
      ))}
      {before && (
        <span>
          <i className="sw sw--before" />
          {before}
        </span>
      )}
      {part && (
        <span>
          <i className="sw sw--hatch" style={{ "--c": partColor } as CSSProperties} />
          {part}
        </span>
      )}
    </div>
  );
}
