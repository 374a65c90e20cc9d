import type { CSSProperties } from "react";
import { formatMoney, type Money } from "@/lib/core/money";
import { type Clock, shortDay } from "../time";
import { type BarPlot, type ReleaseBar, type ReleaseDay, releasePlot } from "./release-bars";

type ReleaseFigureProps = {
  rows: readonly ReleaseDay[];
  currency: Money["currency"];
  /** The first day shown, `YYYY-MM-DD`, and how many. */
  first: string;
  days: number;
  clock: Clock;
  height: number;
};

/** One bar for each day on which pending money becomes available, drawn by the server. A table must stand beside it. */
export function ReleaseFigure({ rows, currency, first, days, clock, height }: ReleaseFigureProps) {
  const plot = releasePlot(rows, { currency, first, count: days });
  return (
    <figure
      className="chart"
      style={{ "--chart-h": `${height}px` } as CSSProperties}
      role="img"
      aria-label={summary(plot, clock)}
    >
      <div className="chart__y">
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
            className={Math.abs(at - plot.zero) < 0.01 ? "chart__grid chart__grid--zero" : "chart__grid"}
            style={{ insetBlockEnd: `${at}%` }}
          />
        ))}
        <div className="chart__bars">
          {plot.bars.map((bar) => (
            <Bar key={bar.day} bar={bar} clock={clock} />
          ))}
        </div>
      </div>
      <div className="chart__x chart__x--many">
        {plot.bars.map(({ day }, index) => (
          <span key={day}>{index === 0 || day.endsWith("-01") ? shortDay(day, clock) : Number(day.slice(8))}</span>
        ))}
      </div>
    </figure>
  );
}

function Bar({ bar, clock }: { bar: ReleaseBar; clock: Clock }) {
  if (bar.net.minor === 0n) return <span />;
  const style = {
    "--v": `${bar.height}%`,
    "--from": `${bar.foot}%`,
    ...(bar.net.minor < 0n ? { "--c": "var(--chart-refunds)" } : {}),
  } as CSSProperties;
  return (
    <span title={`${shortDay(bar.day, clock, { weekday: true })}: ${formatMoney(bar.net)}`}>
      <i className="bar" style={style} />
    </span>
  );
}

/** The chart in a sentence, for those who cannot see it. */
export function summary({ bars }: BarPlot, clock: Clock): string {
  const first = bars[0];
  if (!first) return "Bar chart without days.";
  const start = `Bar chart, ${bars.length} days from ${shortDay(first.day, clock)}.`;
  const highest = bars.reduce((best, bar) => (bar.net.minor > best.net.minor ? bar : best), first);
  if (highest.net.minor <= 0n) return start;
  return `${start} Highest ${shortDay(highest.day, clock, { weekday: true })} at ${formatMoney(highest.net)}.`;
}
