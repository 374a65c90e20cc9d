import { describe, expect, it } from "vitest";
import { progressOf, rowsSeen } from "./sync-run";

const startedAt = new Date("2026-11-22T12:00:00Z");
const daysBefore = (days: number) => new Date(startedAt.getTime() - days * 86_400_000);

describe("rowsSeen", () => {
  it("counts rows however they were found", () => {
    expect(rowsSeen({ inserted: 200, updated: 14, unchanged: 3 })).toBe(217);
  });
});

describe("progressOf", () => {
  it("is the share of the time gone back", () => {
    expect(progressOf({ state: "running", startedAt, reachedAt: daysBefore(25) }, daysBefore(100))).toBe(0.25);
  });

  it("is whole when complete, whatever was reached", () => {
    expect(progressOf({ state: "complete", startedAt, reachedAt: null }, null)).toBe(1);
  });

  it("is unknown before the first row and without an oldest day", () => {
    expect(progressOf({ state: "running", startedAt, reachedAt: null }, daysBefore(10))).toBeNull();
    expect(progressOf({ state: "running", startedAt, reachedAt: daysBefore(1) }, null)).toBeNull();
  });

  it("stays between nothing and whole", () => {
    expect(progressOf({ state: "running", startedAt, reachedAt: daysBefore(-1) }, daysBefore(10))).toBe(0);
    expect(progressOf({ state: "running", startedAt, reachedAt: daysBefore(20) }, daysBefore(10))).toBe(1);
  });
});
