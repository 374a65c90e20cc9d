import { describe, expect, it } from "vitest";
import { isUsable } from "./external-account";

describe("isUsable", () => {
  it.each(["errored", "verification_failed"])("is false once Stripe calls it %s", (status) => {
    expect(isUsable({ status })).toBe(false);
  });

  it.each(["new", "validated", "verified", "brand_new_status", null])("is true for %s", (status) => {
    expect(isUsable({ status })).toBe(true);
  });
});
