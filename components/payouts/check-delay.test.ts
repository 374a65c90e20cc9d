import { describe, expect, it } from "vitest";
import { checkDelaySeconds } from "./check-delay";

describe("checkDelaySeconds", () => {
  it("doubles up to a minute and stays there", () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 1_000].map(checkDelaySeconds)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });
});
