import { describe, expect, it } from "vitest";
import { nameOfAccount } from "./account";
import { toStripeAccountId } from "./ids";

describe("nameOfAccount", () => {
  const stripeAccountId = toStripeAccountId("acct_1harbor");

  it("is the name Stripe knows", () => {
    expect(nameOfAccount({ displayName: "Harbor Coffee", stripeAccountId })).toBe("Harbor Coffee");
  });

  it("is the id when Stripe knows no name", () => {
    expect(nameOfAccount({ displayName: null, stripeAccountId })).toBe("acct_1harbor");
  });
});
