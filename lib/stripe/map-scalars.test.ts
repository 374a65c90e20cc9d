import { describe, expect, it } from "vitest";
import { decimalText, instantOf, textOf, textsOf } from "./map-scalars";

describe("decimalText", () => {
  it.each([
    [1.0873, "1.0873"],
    [0, "0"],
    [-2.5, "-2.5"],
    [1e-7, "0.0000001"],
    [-1.25e-9, "-0.00000000125"],
    [1e21, "1000000000000000000000"],
    [1.234e22, "12340000000000000000000"],
  ])("writes %d as %s", (value, text) => {
    expect(decimalText(value)).toBe(text);
    expect(Number(text)).toBe(value);
  });
});

describe("instantOf", () => {
  it("counts seconds", () => {
    expect(instantOf(1_700_000_000).toISOString()).toBe("2023-11-14T22:13:20.000Z");
  });
});

describe("textOf", () => {
  it("takes NUL out and keeps everything else", () => {
    expect(textOf("a\0b\u{1F4B8}\n")).toBe("ab\u{1F4B8}\n");
    expect(textOf("")).toBe("");
    expect(textOf(null)).toBeNull();
    expect(textOf(undefined)).toBeNull();
  });
});

describe("textsOf", () => {
  it("cleans keys and values", () => {
    expect(textsOf({ "a\0": "x\0y", b: "" })).toEqual({ a: "xy", b: "" });
  });
});
