"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

/** Moves focus to the heading of the page after a navigation, so that a keyboard or a screen reader starts there. */
export function FocusHeading() {
  const pathname = usePathname();
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    // A dialog or a sheet that came with the page has taken focus already.
    if (document.activeElement?.closest("[role=dialog], .sheet")) return;
    document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  }, [pathname]);
  return null;
}
