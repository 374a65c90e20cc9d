import { describe, expect, it } from "vitest";
import { UnreadableObjectError } from "./errors";
import { mapCharge, mapDispute, mapRefund } from "./map-charge";
import { charge, destinationCharge, dispute, refund } from "./sales-samples";

describe("mapCharge", () => {
  it("keeps every field we read", () => {
    expect(mapCharge(charge)).toEqual({
      stripeChargeId: "ch_1guest",
      amountMinor: 10_000n,
      amountCapturedMinor: 9_000n,
      amountRefundedMinor: 2_500n,
      currency: "usd",
      status: "succeeded",
      isCaptured: true,
      isRefunded: false,
      isDisputed: false,
      stripeCustomerId: null,
      customerKey: "buyer@example.com",
      billingEmail: " Buyer@Example.com ",
      billingName: "Buyer One",
      description: "Order 1001",
      paymentIntentId: "pi_1guest",
      methodType: "card",
      applicationFeeMinor: 900n,
      balanceTransactionId: "txn_1direct",
      sourceTransferId: null,
      failureCode: null,
      createdAt: new Date("2026-11-22T14:00:03Z"),
    });
  });

  it("knows the connected account's side of a destination charge by its transfer", () => {
    expect(mapCharge(destinationCharge)).toMatchObject({
      stripeChargeId: "py_1destination",
      customerKey: "py_1destination",
      sourceTransferId: "tr_1destination",
      methodType: "stripe_account",
    });
  });

  it("takes the ids of expanded objects, and what is not there as nothing", () => {
    const bare = { ...charge, billing_details: undefined, payment_method_details: null, application_fee_amount: null };
    const customer = { id: "cus_1ana", object: "customer" };
    const mapped = mapCharge({ ...bare, customer, balance_transaction: null } as unknown as typeof charge);
    expect(mapped).toMatchObject({
      stripeCustomerId: "cus_1ana",
      customerKey: "cus_1ana",
      billingEmail: null,
      methodType: null,
      applicationFeeMinor: null,
      balanceTransactionId: null,
    });
  });

  it("refuses an amount that the parser has already rounded", () => {
    const amount = JSON.parse("9007199254740993");
    expect(() => mapCharge({ ...charge, amount })).toThrow(UnreadableObjectError);
    expect(() => mapCharge({ ...charge, amount_captured: amount })).toThrow(UnreadableObjectError);
    expect(() => mapCharge({ ...charge, amount_refunded: amount })).toThrow(UnreadableObjectError);
    expect(mapCharge({ ...charge, amount: Number.MAX_SAFE_INTEGER }).amountMinor).toBe(9007199254740991n);
  });

  it("passes statuses that nobody knows yet, and drops what PostgreSQL cannot keep", () => {
    const strange = { ...charge, status: "moon", description: "a\0b" } as unknown as typeof charge;
    expect(mapCharge(strange)).toMatchObject({ status: "moon", description: "ab" });
  });
});

describe("mapRefund", () => {
  it("keeps every field we read", () => {
    expect(mapRefund(refund)).toEqual({
      stripeRefundId: "re_1failed",
      stripeChargeId: "ch_1guest",
      paymentIntentId: "pi_1guest",
      amountMinor: 2_500n,
      currency: "usd",
      status: "failed",
      reason: "requested_by_customer",
      failureReason: "expired_or_canceled_card",
      balanceTransactionId: "txn_1refund",
      failureBalanceTransactionId: "txn_1back",
      createdAt: new Date("2026-11-23T09:30:00Z"),
    });
  });

  it("takes a refund without status, charge or reason", () => {
    const { failure_reason: _, failure_balance_transaction: __, ...rest } = refund;
    expect(mapRefund({ ...rest, status: null, charge: null, reason: null } as typeof refund)).toMatchObject({
      status: null,
      stripeChargeId: null,
      reason: null,
      failureReason: null,
      failureBalanceTransactionId: null,
    });
  });
});

describe("mapDispute", () => {
  it("keeps every field we read", () => {
    expect(mapDispute(dispute)).toEqual({
      stripeDisputeId: "du_1open",
      stripeChargeId: "ch_1guest",
      amountMinor: 10_000n,
      currency: "usd",
      status: "needs_response",
      reason: "fraudulent",
      dueAt: new Date("2026-12-08T23:59:59Z"),
      balanceTransactions: 1,
      createdAt: new Date("2026-11-24T08:00:00Z"),
    });
  });

  it("has no due date where none is asked for", () => {
    const closed = { ...dispute, evidence_details: { ...dispute.evidence_details, due_by: null } };
    expect(mapDispute(closed).dueAt).toBeNull();
  });
});
