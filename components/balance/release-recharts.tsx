"use client";

import { useEffect } from "react";
import { Bar, BarChart, CartesianGrid, Cell, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import type { Money } from "@/lib/core/money";
import { toMajorNumber } from "@/lib/core/money";
import { MoneyText } from "../money-text";
import { type Clock, shortDay } from "../time";
import { compact, type ReleaseDay, releasePlot } from "./release-bars";

export type ReleaseBarsProps = {
  rows: readonly ReleaseDay[];
  currency: Money["currency"];
  first: string;
  days: number;
  clock: Clock;
  height: number;
};

type Point = { day: string; value: number; net: Money; count: number };

/** Bars of the release by day, as the browser draws them. Heights are lossy; the tooltip and the table are exact. */
export default function ReleaseRecharts({
  rows,
  currency,
  first,
  days,
  clock,
  height,
  onDrawn,
}: ReleaseBarsProps & { onDrawn: (isDrawn: boolean) => void }) {
  useEffect(() => onDrawn(true), [onDrawn]);
  const plot = releasePlot(rows, { currency, first, count: days });
  const points: Point[] = plot.bars.map(({ day, net }) => ({
    day,
    net,
    value: toMajorNumber(net),
    count: rows.find((row) => row.availableOn === day)?.count ?? 0,
  }));
  const ticks = plot.ticks.map(({ value }) => value);
  return (
    <BarChart
      responsive
      style={{ inlineSize: "100%", blockSize: height + 22 }}
      data={points}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      barCategoryGap="26%"
      title="Pending money by the day it becomes available"
    >
      <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
      <XAxis
        dataKey="day"
        height={22}
        axisLine={false}
        tickLine={false}
        interval="preserveStartEnd"
        tick={{ fontSize: 11, fill: "var(--ink-3)" }}
        tickFormatter={(day: string) =>
          day === first || day.endsWith("-01") ? shortDay(day, clock) : String(Number(day.slice(8)))
        }
      />
      <YAxis
        width={44}
        axisLine={false}
        tickLine={false}
        ticks={ticks}
        domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
        tick={{ fontSize: 11, fill: "var(--ink-3)", textAnchor: "start", dx: -36 }}
        tickFormatter={compact}
      />
      <Tooltip
        cursor={{ fill: "var(--hover)" }}
        isAnimationActive={false}
        content={(props) => <Tip {...props} clock={clock} />}
      />
      <Bar dataKey="value" isAnimationActive={false}>
        {points.map(({ day, net }) => (
          <Cell key={day} fill={net.minor < 0n ? "var(--chart-refunds)" : "var(--chart-main)"} />
        ))}
      </Bar>
      <ReferenceLine y={0} stroke="var(--chart-zero)" />
    </BarChart>
  );
}

function Tip({ active, payload, clock }: { active?: boolean; payload?: readonly { payload?: Point }[]; clock: Clock }) {
  const point = active ? payload?.[0]?.payload : undefined;
  return (
    <div role="status" aria-live="polite">
      {point && (
        <div className="tip">
          <b className="strong">{shortDay(point.day, clock, { weekday: true })}</b>
          <dl>
            <dt>Becomes available</dt>
            <dd>
              <MoneyText value={point.net} />
            </dd>
            <dt>Transactions</dt>
            <dd>{point.count}</dd>
          </dl>
        </div>
      )}
    </div>
  );
}
