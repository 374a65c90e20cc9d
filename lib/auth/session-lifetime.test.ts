import { describe, expect, it } from "vitest";
import { judgeSession } from "./session-lifetime";

const now = new Date("2026-11-22T12:00:00Z");
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe("judgeSession", () => {
  it.each([
    { what: "just used", age: 100, rest: 5, verdict: "alive" },
    { what: "used a minute ago", age: 100, rest: 60, verdict: "touch" },
    { what: "resting almost half an hour", age: 3_600, rest: 1_799, verdict: "touch" },
    { what: "resting half an hour", age: 3_600, rest: 1_800, verdict: "ended" },
    { what: "busy for almost twelve hours", age: 43_199, rest: 1, verdict: "alive" },
    { what: "busy for twelve hours", age: 43_200, rest: 1, verdict: "ended" },
    { what: "stamped a little ahead by another machine", age: -3, rest: -3, verdict: "alive" },
  ])("$what: $verdict", ({ age, rest, verdict }) => {
    expect(judgeSession({ createdAt: secondsAgo(age), usedAt: secondsAgo(rest) }, now)).toBe(verdict);
  });
});
