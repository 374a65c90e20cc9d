import type { CSSProperties } from "react";
import { sparklinePath } from "./sparkline-path";

type SparklineProps = {
  values: readonly number[];
  /** Whether the last value may still grow; the way to it is dashed. */
  isLastOpen: boolean;
  color: string;
  label: string;
  /** Words below its two ends. */
  ends: readonly [string, string];
};

/** The course of a figure in a small place, drawn by the server; the figures themselves stand beside it. */
export function Sparkline({ values, isLastOpen, color, label, ends }: SparklineProps) {
  const { line, open, zero } = sparklinePath(values, { isLastOpen });
  return (
    <>
      <svg
        className="spark"
        style={{ "--c": color } as CSSProperties}
        viewBox="0 0 100 40"
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        <path className="base" d={`M0 ${zero}H100`} />
        <path d={line} />
        {open && <path className="open" d={open} />}
      </svg>
      <div className="ends" aria-hidden>
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
    </>
  );
}
