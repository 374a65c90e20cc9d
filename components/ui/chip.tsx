import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "../cn";
import { ChevronDownIcon, XIcon } from "./icons";

/** A button that opens the choices of a filter; `isOn` when it filters now. */
export function Chip({ isOn, className, children, ...props }: ComponentProps<"button"> & { isOn?: boolean }) {
  return (
    <button type="button" className={cn("chip", isOn && "chip--on", className)} {...props}>
      {children}
      <ChevronDownIcon />
    </button>
  );
}

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
