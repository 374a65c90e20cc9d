import { describe, expect, it } from "vitest";
import { UnreadableObjectError } from "./errors";
import { mapCustomer, mapSubscription } from "./map-customer";
import { customer, deletedCustomer, subscription } from "./sales-samples";

describe("mapCustomer", () => {
  it("keeps who it is and since when", () => {
    expect(mapCustomer(customer)).toEqual({
      stripeCustomerId: "cus_1ana",
      email: "buyer@example.com",
      name: "Buyer One",
      isDeleted: false,
      createdAt: new Date("2026-02-01T00:00:00Z"),
    });
    expect(mapCustomer({ ...customer, email: null, name: null })).toMatchObject({ email: null, name: null });
  });

  it("keeps of a deleted one that it is gone", () => {
    expect(mapCustomer(deletedCustomer)).toEqual({
      stripeCustomerId: "cus_1gone",
      email: null,
      name: null,
      isDeleted: true,
      createdAt: null,
    });
  });
});

describe("mapSubscription", () => {
  it("keeps every field we read, each item with its own period", () => {
    const period = {
      interval: "month",
      currentPeriodStartAt: new Date("2026-11-03T00:00:00Z"),
      currentPeriodEndAt: new Date("2026-12-03T00:00:00Z"),
    };
    expect(mapSubscription(subscription)).toEqual({
      stripeSubscriptionId: "sub_1monthly",
      stripeCustomerId: "cus_1ana",
      status: "active",
      currency: "usd",
      startAt: new Date("2026-02-03T00:00:00Z"),
      endedAt: null,
      canceledAt: new Date("2026-11-20T10:00:00Z"),
      cancelAt: null,
      isCanceledAtPeriodEnd: true,
      cancellationReason: "cancellation_requested",
      items: [
        { id: "si_1seat", priceId: "price_1seat", quantity: 3, unitAmount: "2000", ...period },
        { id: "si_1usage", priceId: "price_1usage", quantity: null, unitAmount: "0.000125", ...period },
      ],
      createdAt: new Date("2026-02-01T00:00:00Z"),
    });
  });

  it("takes items that were fetched apart", () => {
    const [first] = subscription.items.data;
    expect(mapSubscription(subscription, first ? [first] : []).items).toHaveLength(1);
  });

  it("has no unit amount where the price is tiered", () => {
    const tiered = structuredClone(subscription);
    for (const item of tiered.items.data) item.price.unit_amount_decimal = null;
    expect(mapSubscription(tiered).items.map((item) => item.unitAmount)).toEqual([null, null]);
  });

  it("refuses one without a customer or a currency", () => {
    const nobody = { ...subscription, customer: null } as unknown as typeof subscription;
    expect(() => mapSubscription(nobody)).toThrow(UnreadableObjectError);
    expect(() => mapSubscription({ ...subscription, currency: "" })).toThrow(UnreadableObjectError);
  });
});
