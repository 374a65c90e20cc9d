import { describe, expect, it } from "vitest";
import { toCurrency } from "@/lib/core/currency";
import { money } from "@/lib/core/money";
import { factsForBank, lateAdvice, lateSentence } from "./late-words";

const clock = { zone: "America/New_York", now: new Date("2026-11-24T15:00:00Z") };
const day = new Date("2026-11-20T00:00:00Z");
const usd = toCurrency("usd");

const payout = {
  stripePayoutId: "po_1",
  amount: money(124_000n, usd),
  status: "in_transit",
  arrivalDate: day,
  destination: {
    id: "ba_1",
    kind: "bank_account" as const,
    bankName: "Chase",
    brand: null,
    last4: "4242",
    country: "US",
    currency: usd,
    status: "new",
  },
  statementDescriptor: "JUNIPER",
  traceId: { status: "supported", value: "123456" },
};

describe("the words for a late payout", () => {
  it("name the day of arrival, which is the same in every zone", () => {
    expect(lateSentence(payout, clock)).toBe("Late: it should have arrived Fri, Nov 20.");
  });

  it("say who can help, by how far it has come", () => {
    expect(lateAdvice(payout)).toContain("your bank");
    expect(lateAdvice({ status: "pending" })).not.toContain("your bank");
  });

  it("give a bank what it needs, and leave out what is not known", () => {
    expect(factsForBank(payout).split("\n")).toEqual([
      "Amount: $1,240.00 USD",
      "Expected on: 2026-11-20",
      "To: Chase ••4242",
      "Statement descriptor: JUNIPER",
      "Bank trace: 123456",
      "Sent by: Stripe",
      "Stripe payout: po_1",
    ]);
    const bare = { ...payout, destination: null, statementDescriptor: null, traceId: null };
    expect(factsForBank(bare).split("\n")).toHaveLength(4);
  });
});
