"use client";

import { useEffect, useRef, useState } from "react";

const everyMs = 10_000;

/** Says what goes on to those who listen, at once and then every ten seconds at most, however often it changes. */
export function LiveStatus({ words }: { words: string }) {
  const [said, setSaid] = useState("");
  const lastAt = useRef<number | null>(null);
  useEffect(() => {
    const wait = lastAt.current === null ? 0 : Math.max(0, lastAt.current + everyMs - performance.now());
    const timer = setTimeout(() => {
      lastAt.current = performance.now();
      setSaid(words);
    }, wait);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <p className="sr-only" role="status">
      {said}
    </p>
  );
}
