import type { CSSProperties, ReactNode } from "react";
import { cn } from "../cn";
import type { ChartBucket, ChartSeries } from "./chart-plot";

/** What the pointer or the keyboard stands on, exactly. */
export function ChartTip({ bucket, series }: { bucket: ChartBucket | null; series: readonly ChartSeries[] }) {
  return (
    <div role="status" aria-live="polite">
      {bucket && (
        <div className="tip">
          <b className="strong">{bucket.title}</b>
          {bucket.isMissing ? <p>No data yet</p> : <Figures bucket={bucket} series={series} />}
          {bucket.href !== null && !bucket.isMissing && <p className="muted">Enter or click to see {bucket.rows}</p>}
        </div>
      )}
    </div>
  );
}

function Figures({ bucket, series }: { bucket: ChartBucket; series: readonly ChartSeries[] }) {
  const { before, total, isPart } = bucket;
  return (
    <dl>
      {series.map(({ key, label, color }) => (
        <Line
          key={key}
          label={label}
          swatch={<i className={cn("sw", isPart && "sw--hatch")} style={{ "--c": color } as CSSProperties} />}
        >
          {bucket.figures[key]?.text ?? "–"}
        </Line>
      ))}
      {total !== null && <Line label="All">{total}</Line>}
      {before && (
        <>
          <Line label={before.label} swatch={<i className="sw sw--before" />}>
            {before.text}
          </Line>
          <Line label="Change">{before.change}</Line>
        </>
      )}
    </dl>
  );
}

function Line({ label, swatch, children }: { label: string; swatch?: ReactNode; children: string }) {
  return (
    <>
      <dt>
        {swatch} {label}
      </dt>
      <dd>{children}</dd>
    </>
  );
}
