import { describe, expect, it } from "vitest";
import { leastCoverage } from "./coverage";

const at = (day: number) => new Date(Date.UTC(2026, 10, day));
const nothing = { asOf: null, completeFrom: null };

describe("leastCoverage", () => {
  it("is the part that all of them have", () => {
    expect(leastCoverage([{ asOf: at(22), completeFrom: null }])).toEqual({ asOf: at(22), completeFrom: null });
    const parts = [
      { asOf: at(22), completeFrom: null },
      { asOf: at(20), completeFrom: at(3) },
      { asOf: at(21), completeFrom: at(5) },
    ];
    expect(leastCoverage(parts)).toEqual({ asOf: at(20), completeFrom: at(5) });
  });

  it("is nothing where one of them has nothing, or no moment is in all", () => {
    expect(leastCoverage([])).toEqual(nothing);
    expect(leastCoverage([{ asOf: at(22), completeFrom: null }, nothing])).toEqual(nothing);
    const apart = [
      { asOf: at(4), completeFrom: null },
      { asOf: at(22), completeFrom: at(5) },
    ];
    expect(leastCoverage(apart)).toEqual(nothing);
  });
});
