import type { ReactNode } from "react";
import { cn } from "../cn";

export type Kpi = {
  readonly label: ReactNode;
  readonly value: ReactNode;
  /** The line below the figure. */
  readonly note?: ReactNode;
};

/** The few figures a report comes to; the first is the page's principal one. */
export function Kpis({ kpis }: { kpis: readonly Kpi[] }) {
  return (
    <div className="kpis">
      {kpis.map(({ label, value, note }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a page always has the same figures in the same order.
        <div key={index} className={cn("kpi", index === 0 && "kpi--main")}>
          <span className="k">{label}</span>
          <span className="v">{value}</span>
          {note && <span className="s">{note}</span>}
        </div>
      ))}
    </div>
  );
}
