import { describe, expect, it } from "vitest";
import { placeOfRefusal, refusalKind } from "./payout-refusal";

describe("refusalKind", () => {
  it.each(["no_answer", "idempotency_key_in_use", "stripe_unavailable", "internal", "unauthenticated"] as const)(
    "sends the same request again after %s, since nothing is decided",
    (code) => expect(refusalKind(code)).toBe("again"),
  );

  it.each(["insufficient_balance", "payout_rejected", "forbidden", "not_found", "invalid_request"] as const)(
    "asks for a change after %s",
    (code) => expect(refusalKind(code)).toBe("change"),
  );

  it("stops a form whose key has made another payout", () => {
    expect(refusalKind("idempotency_key_reused")).toBe("stop");
  });
});

describe("placeOfRefusal", () => {
  it("puts a refusal at the field it is about", () => {
    expect(placeOfRefusal("insufficient_balance")).toBe("amount");
    expect(placeOfRefusal("amount_out_of_range")).toBe("amount");
    expect(placeOfRefusal("instant_not_available")).toBe("method");
    expect(placeOfRefusal("destination_unusable")).toBe("destination");
    expect(placeOfRefusal("payouts_not_allowed")).toBe("form");
  });
});
