import { describe, expect, it } from "vitest";
import { statusAt, transactionGroups } from "./transaction";

describe("statusAt", () => {
  const availableOn = new Date("2026-11-24T00:00:00Z");

  it("turns available at the very moment", () => {
    expect(statusAt(availableOn, new Date("2026-11-23T23:59:59.999Z"))).toBe("pending");
    expect(statusAt(availableOn, availableOn)).toBe("available");
    expect(statusAt(availableOn, new Date("2026-12-01T00:00:00Z"))).toBe("available");
  });
});

describe("transactionGroups", () => {
  it("puts every type in one group", () => {
    const types: string[] = Object.values(transactionGroups).flat();
    expect(new Set(types).size).toBe(types.length);
  });

  it("has no group named like a type, since filters take both", () => {
    const types: string[] = Object.values(transactionGroups).flat();
    for (const group of Object.keys(transactionGroups)) expect(types).not.toContain(group);
  });
});
