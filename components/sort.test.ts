import { describe, expect, it } from "vitest";
import { nextSort, parseSort } from "./sort";

describe("parseSort", () => {
  it("reads the minus as descending", () => {
    expect(parseSort("-created")).toEqual([{ id: "created", desc: true }]);
    expect(parseSort("amount")).toEqual([{ id: "amount", desc: false }]);
  });

  it("is empty without a sort", () => {
    expect(parseSort(undefined)).toEqual([]);
    expect(parseSort("")).toEqual([]);
  });
});

describe("nextSort", () => {
  it("starts descending and then turns round", () => {
    expect(nextSort("amount", "-created")).toBe("-amount");
    expect(nextSort("amount", "-amount")).toBe("amount");
    expect(nextSort("amount", "amount")).toBe("-amount");
    expect(nextSort("amount", undefined)).toBe("-amount");
  });
});
