import { expect, it } from "vitest";
import { addBusinessDays, addMonths } from "./calendar";

const at = (text: string): number => Date.parse(text) / 1000;

it.each([
  ["2026-01-15T10:20:30Z", 1, "2026-02-15T10:20:30Z"],
  ["2026-01-31T23:59:59Z", 1, "2026-02-28T23:59:59Z"],
  ["2028-01-30T00:00:00Z", 1, "2028-02-29T00:00:00Z"],
  ["2026-11-30T12:00:00Z", 14, "2028-01-30T12:00:00Z"],
  ["2026-03-31T12:00:00Z", 12, "2027-03-31T12:00:00Z"],
  ["2026-03-31T12:00:00Z", 0, "2026-03-31T12:00:00Z"],
])("%s and %i months are %s", (from, months, to) => {
  expect(new Date(addMonths(at(from), months) * 1000)).toEqual(new Date(to));
});

it("leaves weekends out of business days", () => {
  expect(addBusinessDays(at("2026-11-20T18:00:00Z"), 2)).toBe(at("2026-11-24T00:00:00Z"));
});
