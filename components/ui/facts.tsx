import type { ReactNode } from "react";
import { cn } from "../cn";

/** A list of facts, label beside value. Facts whose value is null are left out. */
export function Facts({
  facts,
  className,
}: {
  facts: readonly { label: ReactNode; value: ReactNode }[];
  className?: string;
}) {
  return (
    <dl className={cn("facts", className)}>
      {facts.map(({ label, value }, index) =>
        value === null ? null : (
          // biome-ignore lint/suspicious/noArrayIndexKey: facts have a fixed order and labels may be elements.
          <div key={index}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** Lines that add up, the last one ruled off. Draw `total` only under lines that really come to it. */
export function SumRows({
  rows,
  total,
}: {
  rows: readonly { label: ReactNode; value: ReactNode }[];
  total?: { label: ReactNode; value: ReactNode };
}) {
  return (
    <dl className="sum-rows">
      {rows.map(({ label, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have a fixed order and labels may be elements.
        <div key={index}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {total && (
        <div className="total">
          <dt>{total.label}</dt>
          <dd>
            <span>{total.value}</span>
          </dd>
        </div>
      )}
    </dl>
  );
}
