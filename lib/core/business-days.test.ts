import { describe, expect, it } from "vitest";
import { addBusinessDays } from "./business-days";

const day = (text: string) => new Date(`${text}T00:00:00Z`);

describe("addBusinessDays", () => {
  it.each([
    ["2026-11-18", 5, "2026-11-25"],
    ["2026-11-20", 1, "2026-11-23"],
    ["2026-11-21", 1, "2026-11-23"],
    ["2026-11-22", 5, "2026-11-27"],
    ["2026-12-31", 1, "2027-01-01"],
    ["2026-11-18", 0, "2026-11-18"],
  ])("counts from %s %i weekdays to %s", (from, count, to) => {
    expect(addBusinessDays(day(from), count)).toEqual(day(to));
  });
});
