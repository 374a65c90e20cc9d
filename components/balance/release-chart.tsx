"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { ReleaseBarsProps } from "./release-recharts";

const ReleaseRecharts = dynamic(() => import("./release-recharts"), { ssr: false });

/**
 * The server's bars, and once the page is at rest and the chart in sight, ones that can be walked through by keyboard
 * with exact figures. Both have the same size and geometry, so nothing moves.
 */
export function ReleaseChart({ children, ...props }: ReleaseBarsProps & { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [isNear, setIsNear] = useState(false);
  const [isDrawn, setIsDrawn] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setIsNear(true), {
      rootMargin: "200px",
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} className="relative">
      <div className={isDrawn ? "invisible" : undefined} aria-hidden={isDrawn || undefined}>
        {children}
      </div>
      {isNear && (
        <div className="absolute inset-0">
          <ReleaseRecharts {...props} onDrawn={setIsDrawn} />
        </div>
      )}
    </div>
  );
}
