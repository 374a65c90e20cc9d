import { describe, expect, it } from "vitest";
import { customerKeyOf } from "./charge";

const guest = { stripeChargeId: "ch_1", stripeCustomerId: null, billingEmail: null };

describe("customerKeyOf", () => {
  it("is the customer, whatever e-mail came with the payment", () => {
    expect(customerKeyOf({ ...guest, stripeCustomerId: "cus_1", billingEmail: "ana@example.com" })).toBe("cus_1");
  });

  it.each(["ana@example.com", "ANA@Example.COM", "  ana@example.com\t"])(
    "is one guest's e-mail in any case: %j",
    (billingEmail) => {
      expect(customerKeyOf({ ...guest, billingEmail })).toBe("ana@example.com");
    },
  );

  it.each([null, "", "  "])("is the payment itself where the e-mail is %j", (billingEmail) => {
    expect(customerKeyOf({ ...guest, billingEmail })).toBe("ch_1");
  });
});
