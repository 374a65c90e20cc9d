import { describe, expect, it } from "vitest";
import { sparklinePath } from "./sparkline-path";

describe("sparklinePath", () => {
  it("goes from edge to edge and from the highest to zero", () => {
    expect(sparklinePath([0, 10, 5])).toEqual({ line: "M0 38L50 2L100 20", open: null, zero: 38 });
  });

  it("sets apart the step to what is not complete", () => {
    expect(sparklinePath([10, 10, 0], { isLastOpen: true })).toEqual({
      line: "M0 2L50 2",
      open: "M50 2L100 38",
      zero: 38,
    });
  });

  it("goes below zero where values do", () => {
    expect(sparklinePath([-10, 10]).zero).toBe(20);
  });

  it("stands at zero where nothing happened, and bears one point or none", () => {
    expect(sparklinePath([0, 0]).line).toBe("M0 38L100 38");
    expect(sparklinePath([7]).line).toBe("M100 2");
    expect(sparklinePath([]).line).toBe("");
    expect(sparklinePath([7], { isLastOpen: true })).toMatchObject({ line: "", open: null });
  });
});
