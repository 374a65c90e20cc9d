"use client";

import { useRouter } from "next/navigation";
import { useEffect, useTransition } from "react";

/** Reads the page again every few seconds while it is rendered and visible; render it only while things change. */
export function AutoRefresh({ everyMs = 4_000 }: { everyMs?: number }) {
  const router = useRouter();
  const [isReading, startReading] = useTransition();
  useEffect(() => {
    if (isReading) return;
    const readIfVisible = () => {
      if (document.visibilityState === "visible") startReading(() => router.refresh());
    };
    const timer = setTimeout(readIfVisible, everyMs);
    document.addEventListener("visibilitychange", readIfVisible);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", readIfVisible);
    };
  }, [router, everyMs, isReading]);
  return null;
}
