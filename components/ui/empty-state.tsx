import type { ReactNode } from "react";

/** What stands in an empty panel: what would be here, when it appears, and at most one thing to do. */
export function EmptyState({
  title,
  children,
  action,
  heading: Heading = "h3",
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** `h2` where the panel has no heading of its own. */
  heading?: "h2" | "h3";
}) {
  return (
    <div className="empty">
      <Heading>{title}</Heading>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}
