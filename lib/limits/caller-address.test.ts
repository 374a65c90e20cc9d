import { describe, expect, it } from "vitest";
import { callerAddress } from "./caller-address";

const from = (forwarded: string | null) => new Headers(forwarded === null ? {} : { "x-forwarded-for": forwarded });

describe("callerAddress", () => {
  it("believes nobody when no proxy of ours stands in front", () => {
    expect(callerAddress(from("203.0.113.9"), 0)).toBeNull();
  });

  it("takes what the outermost proxy of ours saw, whatever the caller wrote before it", () => {
    expect(callerAddress(from("203.0.113.9"), 1)).toBe("203.0.113.9");
    expect(callerAddress(from("1.1.1.1, 203.0.113.9"), 1)).toBe("203.0.113.9");
    expect(callerAddress(from("1.1.1.1, 203.0.113.9, 10.0.0.1"), 2)).toBe("203.0.113.9");
  });

  it("is nobody when the proxies did not write what they should", () => {
    for (const [forwarded, proxies] of [
      [null, 1],
      ["", 1],
      ["203.0.113.9", 2],
      ["203.0.113.9, ", 1],
    ] as const) {
      expect(callerAddress(from(forwarded), proxies)).toBeNull();
    }
  });

  it("is never longer than an address can be", () => {
    expect(callerAddress(from("x".repeat(9_000)), 1)).toHaveLength(64);
  });
});
