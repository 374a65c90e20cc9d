import type { ReactNode } from "react";
import { cn } from "../cn";

export type TimelineEntry = {
  readonly key: string;
  /** end: it is done. bad: it failed. open: expected, not happened yet. */
  readonly point?: "end" | "bad" | "open";
  readonly title: ReactNode;
  /** When, and from whom we know it. */
  readonly when: ReactNode;
};

/** What happened, newest first: only what was recorded, never a guess. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="timeline">
      {entries.map(({ key, point, title, when }) => (
        <li key={key}>
          <span className={cn("pt", point && `pt--${point}`)} aria-hidden />
          <div>
            {title}
            <div className="when">{when}</div>
          </div>
        </li>
      ))}
    </ol>
  );
}
