"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { cn } from "../cn";
import { ChevronDownIcon } from "../ui/icons";

/**
 * A filter's chip that opens its choices below. It is the browser's own disclosure, so it opens before and without
 * scripts; scripts only add closing by Escape and by a click elsewhere. Give it the query as `key`, so that a new
 * list closes it.
 */
export function FilterMenu({ label, isOn, children }: { label: ReactNode; isOn: boolean; children: ReactNode }) {
  const ref = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const menu = ref.current;
    if (!menu) return;
    const closeOutside = (event: PointerEvent) => {
      if (menu.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
    };
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", closeOutside);
    menu.addEventListener("keydown", closeOnEscape);
    return () => {
      document.removeEventListener("pointerdown", closeOutside);
      menu.removeEventListener("keydown", closeOnEscape);
    };
  }, []);
  return (
    <details ref={ref} className="filter" name="filter">
      <summary className={cn("chip", isOn && "chip--on")}>
        {label}
        <ChevronDownIcon />
      </summary>
      <div className="filter__panel">{children}</div>
    </details>
  );
}
