"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { Bar, BarChart, Tooltip, useActiveTooltipDataPoints, XAxis, YAxis } from "recharts";
import type { ChartBucket, ChartSeries, Plot, PlotColumn } from "./chart-plot";
import { ChartTip } from "./chart-tip";

export type ReportBarsProps = {
  buckets: readonly ChartBucket[];
  series: readonly ChartSeries[];
  plot: Plot;
  summary: string;
};

type Point = {
  readonly key: string;
  readonly reach: number;
  readonly bucket: ChartBucket;
  readonly column: PlotColumn;
};

/**
 * The bars as the browser draws them, over the server's axis. Arrow keys go from bar to bar, Enter and a click open
 * the rows. Heights are lossy; the tooltip and the table are exact.
 */
export default function ReportRecharts({
  buckets,
  series,
  plot,
  summary,
  onDrawn,
}: ReportBarsProps & { onDrawn: (isDrawn: boolean) => void }) {
  useEffect(() => onDrawn(true), [onDrawn]);
  const router = useRouter();
  const patternId = useId().replaceAll(/\W/g, "");
  const active = useRef<string | null>(null);
  const [isDismissed, setDismissed] = useDismissal();
  const onPlace = useCallback(
    (bucket: ChartBucket | null) => {
      active.current = bucket?.href ?? null;
      setDismissed(false);
    },
    [setDismissed],
  );
  const open = (href: string | null) => {
    if (href !== null) router.push(href);
  };
  const points = useMemo(
    () =>
      buckets.flatMap((bucket, index): Point[] => {
        const column = plot.columns[index];
        return column ? [{ key: bucket.key, reach: plot.top, bucket, column }] : [];
      }),
    [buckets, plot],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") open(active.current);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys come from the chart inside, which is focused itself.
    <div className="chart__live" onKeyDown={onKeyDown}>
      <BarChart
        responsive
        style={{ inlineSize: "100%", blockSize: "100%" }}
        data={points}
        margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
        barCategoryGap={0}
        title={summary}
      >
        <Hatches id={patternId} series={series} />
        <XAxis dataKey="key" hide />
        <YAxis hide domain={[plot.bottom, plot.top]} />
        <Tooltip
          cursor={{ fill: "var(--hover)" }}
          isAnimationActive={false}
          content={({ active, label }) => (
            <ChartTip
              bucket={(active && !isDismissed && buckets.find(({ key }) => key === label)) || null}
              series={series}
            />
          )}
        />
        <Bar
          dataKey="reach"
          isAnimationActive={false}
          cursor="pointer"
          onClick={(_, index) => open(buckets[index]?.href ?? null)}
          shape={({ background, index }) => <Column area={background} point={points[index]} patternId={patternId} />}
        />
        <ActivePlace onChange={onPlace} />
      </BarChart>
    </div>
  );
}

/** Tells which place the keyboard or the pointer is at. */
function ActivePlace({ onChange }: { onChange: (bucket: ChartBucket | null) => void }) {
  const [point] = useActiveTooltipDataPoints<Point>() ?? [];
  const bucket = point?.bucket ?? null;
  useEffect(() => onChange(bucket), [onChange, bucket]);
  return null;
}

/** Escape takes the tooltip away, wherever the focus is, until another place is looked at. */
function useDismissal() {
  const [isDismissed, setDismissed] = useState(false);
  useEffect(() => {
    const dismiss = (event: globalThis.KeyboardEvent) => {
      if (event.key === "Escape") setDismissed(true);
    };
    document.addEventListener("keydown", dismiss);
    return () => document.removeEventListener("keydown", dismiss);
  }, []);
  return [isDismissed, setDismissed] as const;
}

type Area = { x?: number | null; y?: number | null; width?: number; height?: number };

/** Everything that stands at one place, in the shares of it that the style sheet gives the server's bars. */
function Column({ area, point, patternId }: { area: Area | undefined; point: Point | undefined; patternId: string }) {
  const { width = 0, height = 0 } = area ?? {};
  const [x, y] = [area?.x ?? 0, area?.y ?? 0];
  if (!point) return null;
  const { bucket, column } = point;
  const at = ({ foot, height: share }: { foot: number; height: number }, [from, to]: readonly [number, number]) => ({
    x: x + width * from,
    width: width * (to - from),
    y: y + (height * (100 - foot - share)) / 100,
    height: (height * share) / 100,
  });
  const place = bucket.before ? ([0.42, 0.86] as const) : ([0.22, 0.78] as const);
  return (
    <g>
      <rect x={x} y={y} width={width} height={height} fill="transparent" />
      {bucket.isMissing && <rect {...at({ foot: 0, height: 100 }, [0, 1])} fill={`url(#${patternId}none)`} />}
      {column.before && column.before.height > 0 && (
        <rect
          {...inset(at(column.before, [0.16, 0.38]), 0.75)}
          fill="none"
          stroke="var(--line-control)"
          strokeWidth={1.5}
        />
      )}
      {column.stack.map(({ key, color, ...span }) =>
        bucket.isPart ? (
          <rect
            key={key}
            {...inset(at(span, place), 0.75)}
            fill={`url(#${patternId}${key})`}
            stroke={color}
            strokeWidth={1.5}
          />
        ) : (
          <rect key={key} {...at(span, place)} fill={color} />
        ),
      )}
      {column.stack.slice(1).map(({ key, foot }) => (
        <rect key={key} {...at({ foot, height: 0 }, place)} height={1} fill="var(--canvas)" />
      ))}
    </g>
  );
}

/** Hatches at 45 degrees: one for each colour, for periods that are not complete, and one for no data. */
function Hatches({ id, series }: { id: string; series: readonly ChartSeries[] }) {
  return (
    <defs>
      {[...series, { key: "none", color: "var(--line-2)" }].map(({ key, color }) => (
        <pattern
          key={key}
          id={`${id}${key}`}
          width={5}
          height={5}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width={key === "none" ? 1 : 2} height={5} fill={color} />
        </pattern>
      ))}
    </defs>
  );
}

function inset(box: { x: number; y: number; width: number; height: number }, by: number) {
  return {
    x: box.x + by,
    y: box.y + by,
    width: Math.max(0, box.width - 2 * by),
    height: Math.max(0, box.height - 2 * by),
  };
}
