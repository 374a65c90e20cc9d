import { describe, expect, it } from "vitest";
import { toCurrency } from "@/lib/core/currency";
import type { ReleaseDay } from "./release-bars";
import { releaseWords } from "./release-words";

const clock = { zone: "America/New_York", now: new Date("2026-11-22T15:00:00Z") };
const on = (availableOn: string, netMinor: bigint): ReleaseDay => ({
  currency: toCurrency("usd"),
  availableOn,
  count: 1,
  grossMinor: netMinor,
  feeMinor: 0n,
  netMinor,
});

describe("releaseWords", () => {
  it("names the next day and the last", () => {
    expect(releaseWords([on("2026-11-23", 191_240n), on("2026-12-03", 42_000n)], clock)).toEqual({
      next: "$1,912.40 becomes available Mon, Nov 23. All of it by Dec 3.",
      below: null,
    });
  });

  it("is short for a single day", () => {
    expect(releaseWords([on("2026-11-23", 5n)], clock).next).toBe("All of it becomes available Mon, Nov 23.");
  });

  it("passes over days on which nothing comes", () => {
    expect(releaseWords([on("2026-11-23", 0n), on("2026-11-24", 5n)], clock).next).toBe(
      "All of it becomes available Tue, Nov 24.",
    );
    expect(releaseWords([on("2026-11-23", 0n)], clock).next).toBe("Nothing pending. All your money is available.");
  });

  it("points out days below zero", () => {
    expect(releaseWords([on("2026-11-23", 5n), on("2026-12-01", -1n)], clock).below).toBe(
      "Dec 1 is below zero: more is taken back than comes in.",
    );
    expect(releaseWords([on("2026-11-23", -5n), on("2026-12-01", -1n)], clock).below).toBe(
      "Nov 23 and Dec 1 are below zero: more is taken back than comes in.",
    );
  });

  it("is good news when nothing is pending", () => {
    expect(releaseWords([], clock)).toEqual({ next: "Nothing pending. All your money is available.", below: null });
  });
});
