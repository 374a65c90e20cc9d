"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

/** Longer than any page takes to replace its own placeholder. */
const watchMs = 15_000;

/**
 * Moves focus to the heading of the page after a navigation, so that a keyboard or a screen reader starts there. A
 * heading that was part of a placeholder takes the focus along when it goes, so its successor gets it again.
 */
export function FocusHeading() {
  const pathname = usePathname();
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    // A dialog or a sheet that came with the page has taken focus already.
    if (document.activeElement?.closest("[role=dialog], .sheet")) return;
    focusHeading();
    const main = document.querySelector("main");
    if (!main) return;
    // Focus is on the body only while nobody has moved it on.
    const observer = new MutationObserver(() => {
      if (document.activeElement === document.body) focusHeading();
    });
    observer.observe(main, { childList: true, subtree: true });
    const timer = setTimeout(() => observer.disconnect(), watchMs);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [pathname]);
  return null;
}

function focusHeading(): void {
  document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
}
