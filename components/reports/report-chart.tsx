"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { ReportBarsProps } from "./report-recharts";

const ReportRecharts = dynamic(() => import("./report-recharts"), { ssr: false });

/**
 * The server's bars, and once the chart is in sight, ones with exact figures under the pointer and the keyboard. Both
 * have the same geometry, so nothing moves.
 */
export function ReportChart({ children, ...props }: ReportBarsProps & { children: ReactNode }) {
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
    <div ref={box} className="absolute inset-0">
      <div className={isDrawn ? "invisible" : undefined}>{children}</div>
      {isNear && <ReportRecharts {...props} onDrawn={setIsDrawn} />}
    </div>
  );
}
