import type { ReactNode } from "react";

type ScrollRegionProps = { label: string; id?: string; className?: string; children: ReactNode };

/** What may be wider than the page scrolls inside this region, which the keyboard can reach. */
export function ScrollRegion({ label, id, className = "scroll", children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be focusable to be scrolled by keyboard.
    <section className={className} id={id} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
