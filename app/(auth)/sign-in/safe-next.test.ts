import { describe, expect, it } from "vitest";
import { safeNext } from "./safe-next";

describe("safeNext", () => {
  it("keeps a path of this site with its query", () => {
    expect(safeNext("/juniper-supply/payouts?status=failed")).toBe("/juniper-supply/payouts?status=failed");
  });

  it.each([
    "https://elsewhere.example/",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "/\t/elsewhere.example",
    "/.//elsewhere.example",
    "javascript:alert(1)",
    "juniper-supply",
    "",
    undefined,
  ])("does not leave this site for %j", (next) => {
    expect(safeNext(next)).toBe("/");
  });

  it("does not go back to the sign-in page or to the API", () => {
    expect(safeNext("/sign-in?next=/a")).toBe("/");
    expect(safeNext("/api/payouts")).toBe("/");
    expect(safeNext("/apiary")).toBe("/apiary");
  });
});
