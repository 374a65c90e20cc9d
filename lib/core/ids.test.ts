import { describe, expect, it } from "vitest";
import {
  isStripeAccountId,
  isStripePayoutId,
  isUuid,
  toConnectedAccountId,
  toOrganizationId,
  toStripeAccountId,
} from "./ids";

describe("Stripe's ids", () => {
  it("are told by their prefix and letters", () => {
    expect(isStripeAccountId("acct_1Q2w3E")).toBe(true);
    expect(isStripePayoutId("po_1Q2w3E")).toBe(true);
  });

  it.each(["", "acct_", "po_1", "ACCT_1", "acct_1\n", "acct_1 or 1=1", `acct_${"1".repeat(65)}`])(
    "are not accounts: %j",
    (text) => {
      expect(isStripeAccountId(text)).toBe(false);
      expect(() => toStripeAccountId(text)).toThrow("Not a Stripe account id.");
    },
  );

  it.each(["", "po_", "acct_1", "po_1\n", "po_é"])("are not payouts: %j", (text) => {
    expect(isStripePayoutId(text)).toBe(false);
  });

  it("keep their text", () => {
    expect(toStripeAccountId("acct_1")).toBe("acct_1");
    expect(toOrganizationId("org_1")).toBe("org_1");
    expect(toConnectedAccountId("c1")).toBe("c1");
  });
});

describe("isUuid", () => {
  it("accepts what PostgreSQL makes, in either case", () => {
    expect(isUuid("0f4c2a30-9b1e-4c57-8f2d-0123456789ab")).toBe(true);
    expect(isUuid("0F4C2A30-9B1E-4C57-8F2D-0123456789AB")).toBe(true);
  });

  it.each(["", "0f4c2a309b1e4c578f2d0123456789ab", "{0f4c2a30-9b1e-4c57-8f2d-0123456789ab}", "po_1", "0f4c2a30"])(
    "refuses %j",
    (text) => expect(isUuid(text)).toBe(false),
  );
});
