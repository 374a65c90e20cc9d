import { describe, expect, it } from "vitest";
import { waitWords } from "./wait-words";

describe("waitWords", () => {
  it("names one period, or the range of several", () => {
    expect(waitWords([2, 2])).toBe("2 days");
    expect(waitWords([1])).toBe("1 day");
    expect(waitWords([7, 2])).toBe("2 to 7 days");
  });

  it("stays vague where nothing is known", () => {
    expect(waitWords([])).toBe("some days");
  });
});
