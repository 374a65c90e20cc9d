import { describe, expect, it } from "vitest";
import { addBusinessDays } from "./business-days";
import { isLate, lateBefore, traceAwaitedUntil } from "./late-payout";

const at = (text: string) => new Date(text);
const due = (day: string, status = "in_transit") => ({ status, arrivalDate: at(`${day}T00:00:00Z`) });

describe("isLate", () => {
  it.each([
    // Due on a Friday: late from Tuesday on, when Monday is over.
    ["2026-11-20", "2026-11-23T23:59:59Z", false],
    ["2026-11-20", "2026-11-24T00:00:00Z", true],
    ["2026-11-17", "2026-11-18T23:59:59Z", false],
    ["2026-11-17", "2026-11-19T00:00:00Z", true],
    ["2026-11-21", "2026-11-23T12:00:00Z", false],
    ["2026-11-21", "2026-11-24T12:00:00Z", true],
    ["2026-11-30", "2026-11-24T12:00:00Z", false],
  ])("a payout due on %s is at %s late: %s", (day, now, expected) => {
    expect(isLate(due(day), at(now))).toBe(expected);
    expect(isLate(due(day, "pending"), at(now))).toBe(expected);
  });

  it.each(["paid", "failed", "canceled", "newer"])("never calls a payout late that is %s", (status) => {
    expect(isLate(due("2026-01-01", status), at("2026-11-24T12:00:00Z"))).toBe(false);
  });

  it("draws the line where one business day has passed, whatever the day", () => {
    for (let day = 0; day < 400; day++) {
      const arrival = new Date(Date.UTC(2026, 0, 1 + day));
      const lateFrom = addBusinessDays(arrival, 1).getTime() + 86_400_000;
      expect(arrival < lateBefore(new Date(lateFrom - 1))).toBe(false);
      expect(arrival < lateBefore(new Date(lateFrom))).toBe(true);
    }
  });
});

describe("traceAwaitedUntil", () => {
  const paid = { ...due("2026-11-20", "paid"), traceId: { status: "pending", value: null } };

  it("waits ten days after the arrival for a reference that is pending", () => {
    expect(traceAwaitedUntil(paid)).toEqual(at("2026-11-30T00:00:00Z"));
  });

  it("waits for nothing else", () => {
    expect(traceAwaitedUntil({ ...paid, traceId: null })).toBeNull();
    expect(traceAwaitedUntil({ ...paid, traceId: { status: "supported", value: "1" } })).toBeNull();
    expect(traceAwaitedUntil({ ...paid, status: "in_transit" })).toBeNull();
  });
});
