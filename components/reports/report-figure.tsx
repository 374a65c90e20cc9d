import type { CSSProperties } from "react";
import { cn } from "../cn";
import { type ChartBucket, type ChartSeries, type Plot, type PlotColumn, plotOf } from "./chart-plot";
import { ReportChart } from "./report-chart";

type ReportFigureProps = {
  buckets: readonly ChartBucket[];
  series: readonly ChartSeries[];
  /** The chart in a sentence, for those who cannot see it. */
  summary: string;
  height: number;
  /** Figures are counts, so the axis has whole steps only. */
  isWhole?: boolean;
};

/**
 * Bars over time, drawn by the server, each leading to its rows; the browser puts ones that can be walked through by
 * keyboard in their place. The same figures must follow as a table, which also has the links for the keyboard.
 */
export function ReportFigure({ buckets, series, summary, height, isWhole = false }: ReportFigureProps) {
  const plot = plotOf(buckets, series, { isWhole });
  const isSparse = buckets.some(({ tick }) => tick.lines.length === 0);
  return (
    <figure className="chart" style={{ "--chart-h": `${height}px` } as CSSProperties} aria-label={summary}>
      <div className="chart__y" aria-hidden>
        {plot.ticks.map(({ at, label }) => (
          <span key={label} style={{ insetBlockEnd: `${at}%` }}>
            {label}
          </span>
        ))}
      </div>
      <div className="chart__plot">
        {plot.ticks.map(({ at, label }) => (
          <i
            key={label}
            className={cn("chart__grid", Math.abs(at - plot.zero) < 0.01 && "chart__grid--zero")}
            style={{ insetBlockEnd: `${at}%` }}
          />
        ))}
        <ReportChart buckets={buckets} series={series} plot={plot} summary={summary}>
          <ServerBars buckets={buckets} plot={plot} />
        </ReportChart>
      </div>
      <div className={cn("chart__x", isSparse && "chart__x--sparse")} aria-hidden>
        {buckets.map(({ key, tick, isPart }) => (
          <span key={key} className={cn(isPart && "now", tick.isMinor && "minor")}>
            {tick.lines.map((line, row) => (
              <span key={line} className={row > 0 ? "nowrap" : undefined}>
                {line}
              </span>
            ))}
          </span>
        ))}
      </div>
    </figure>
  );
}

/** Bars for the eye and the pointer; the keyboard and screen readers have the table. */
function ServerBars({ buckets, plot }: { buckets: readonly ChartBucket[]; plot: Plot }) {
  return (
    <div className="chart__bars" aria-hidden>
      {buckets.map((bucket, index) => {
        const column = plot.columns[index];
        const bars = column && <Bars bucket={bucket} column={column} />;
        if (bucket.href === null) return <span key={bucket.key}>{bars}</span>;
        return (
          <a key={bucket.key} href={bucket.href} tabIndex={-1} title={titleOf(bucket)}>
            {bars}
          </a>
        );
      })}
    </div>
  );
}

function Bars({ bucket, column }: { bucket: ChartBucket; column: PlotColumn }) {
  if (bucket.isMissing) return <i className="bar bar--none" />;
  const style = (foot: number, height: number, color?: string) =>
    ({ "--from": `${foot}%`, "--v": `${height}%`, ...(color ? { "--c": color } : {}) }) as CSSProperties;
  const isCompared = bucket.before !== null;
  return (
    <>
      {column.before && <i className="bar bar--before" style={style(column.before.foot, column.before.height)} />}
      {column.stack.map(({ key, foot, height, color }) => (
        <i
          key={key}
          className={cn("bar", isCompared ? "bar--now" : "bar--stack", bucket.isPart && "bar--hatch")}
          style={style(foot, height, color)}
        />
      ))}
    </>
  );
}

function titleOf({ title, figures, total, before }: ChartBucket): string {
  const now = total ?? Object.values(figures).map(({ text }) => text);
  return `${title}: ${now}${before ? `, ${before.label} ${before.text}` : ""}`;
}
