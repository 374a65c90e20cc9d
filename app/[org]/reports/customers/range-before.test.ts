import { describe, expect, it } from "vitest";
import { rangeBefore } from "./range-before";

const timezone = "America/New_York";
const november = { from: new Date("2026-11-01T04:00:00Z"), to: new Date("2026-12-01T05:00:00Z"), timezone };

describe("rangeBefore", () => {
  it("is as many days earlier, at the same local times over a change of the clocks", () => {
    expect(rangeBefore(november, new Date("2027-01-01T00:00:00Z"))).toEqual({
      from: new Date("2026-10-02T04:00:00Z"),
      to: new Date("2026-11-01T04:00:00Z"),
      timezone,
    });
  });

  it("covers only as much as has passed", () => {
    const before = rangeBefore(november, new Date("2026-11-22T15:00:00Z"));
    expect(before.to).toEqual(new Date("2026-10-23T14:00:00Z"));
  });

  it("is empty for a time that has not begun", () => {
    const { from, to } = rangeBefore(november, new Date("2026-10-01T00:00:00Z"));
    expect(to).toEqual(from);
  });
});
