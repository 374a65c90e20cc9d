import Link from "next/link";
import type { ReactNode } from "react";
import { XIcon } from "./icons";

/** An active filter; following it takes the filter away. `label` is said with "Remove". */
export function FilterChip({ href, label, children }: { href: string; label: string; children: ReactNode }) {
  return (
    <Link href={href} scroll={false} className="chip chip--on" aria-label={`Remove filter ${label}`}>
      {children}
      <XIcon />
    </Link>
  );
}

/** A figure that is not from now, with its age in words. */
export function StaleChip({ children }: { children: ReactNode }) {
  return <span className="stale">{children}</span>;
}
