"use client";

import { useEffect, useState } from "react";
import { ago, type Clock, fullTime } from "./time";

/** How long ago something was, renewed each minute. It starts from the server's clock, so that both paint the same. */
export function AgoText({ at, clock }: { at: Date; clock: Clock }) {
  const [passedMs, setPassedMs] = useState(0);
  useEffect(() => {
    const startedAt = performance.now();
    const timer = setInterval(() => setPassedMs(performance.now() - startedAt), 60_000);
    return () => clearInterval(timer);
  }, []);
  const now = new Date(clock.now.getTime() + passedMs);
  return (
    <time dateTime={at.toISOString()} title={fullTime(at, clock.zone)}>
      {ago(at, { ...clock, now })}
    </time>
  );
}
