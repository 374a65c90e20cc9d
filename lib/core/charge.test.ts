import { describe, expect, it } from "vitest";
import { customerKeyOf } from "./charge";

const guest = { stripeChargeId: "ch_1", stripeCustomerId: null, billingEmail: null };

describe("customerKeyOf", () => {
  it("is the customer, whatever e-mail came with the payment", () => {
    expect(customerKeyOf({ ...guest, stripeCustomerId: "cus_1", billingEmail: "buyer@example.com" })).toBe("cus_1");
  });

  it.each(["buyer@example.com", "BUYER@Example.COM", "  buyer@example.com\t"])(
    "is one guest's e-mail in any case: %j",
    (billingEmail) => {
      expect(customerKeyOf({ ...guest, billingEmail })).toBe("buyer@example.com");
    },
  );

  it.each([null, "", "  "])("is the payment itself where the e-mail is %j", (billingEmail) => {
    expect(customerKeyOf({ ...guest, billingEmail })).toBe("ch_1");
  });
});
