import { describe, expect, it } from "vitest";
import { eventWords, isReturned, notCancelableWords, returnedAfter, sourceWords, toldOnce } from "./payout-words";

describe("eventWords", () => {
  const by = { automatic: false, isKnown: false, wasPaid: false };

  it("says the same whether Stripe announced it or a fetch showed it", () => {
    expect(eventWords("payout.paid", by)).toEqual({ title: "Paid", point: "end" });
    expect(eventWords("status.paid", by)).toEqual({ title: "Paid", point: "end" });
    expect(eventWords("status.in_transit", by).title).toBe("On its way to the bank");
  });

  it("tells who created it", () => {
    expect(eventWords("payout.created", { ...by, automatic: true }).title).toBe("Created by the schedule");
    expect(eventWords("status.pending", by).title).toBe("Created");
    expect(eventWords("payout.created", { ...by, isKnown: true }).title).toBe("Announced by Stripe");
  });

  it("tells a failure from a return", () => {
    expect(eventWords("payout.failed", by)).toEqual({ title: "Failed", point: "bad" });
    expect(eventWords("payout.failed", { ...by, wasPaid: true }).title).toBe("Returned by the bank");
  });

  it("knows the other events and keeps the name of an unknown one", () => {
    expect(eventWords("payout.reconciliation_completed", by).title).toBe("Breakdown ready");
    expect(eventWords("payout.updated", by).title).toBe("Details changed at Stripe");
    expect(eventWords("payout.canceled", by).title).toBe("Canceled");
    expect(eventWords("cancel.requested", by).title).toBe("Cancel requested");
    expect(eventWords("payout.teleported", by).title).toBe("payout.teleported");
  });
});

describe("toldOnce", () => {
  const event = (type: string, source: "webhook" | "sync" | "person" = "webhook") => ({
    id: `${type} ${source}`,
    type,
    at: new Date(0),
    source,
    stripeEventId: null,
    actor: null,
  });
  const typesOf = (events: Parameters<typeof toldOnce>[0]) => toldOnce(events).map(({ type }) => type);

  it("leaves out a status that Stripe has announced as well", () => {
    const events = [event("status.failed"), event("payout.updated"), event("payout.failed")];
    expect(typesOf(events)).toEqual(["payout.updated", "payout.failed"]);
  });

  it("keeps a status that nobody announced, and what a person did", () => {
    expect(typesOf([event("status.paid", "sync")])).toEqual(["status.paid"]);
    expect(typesOf([event("status.canceled", "person"), event("payout.canceled")])).toHaveLength(2);
    expect(typesOf([event("status.in_transit"), event("payout.paid")])).toHaveLength(2);
  });
});

describe("sourceWords", () => {
  it("names people and keys, else the way it became known", () => {
    expect(sourceWords({ source: "person", actor: "Owner" })).toBe("Owner");
    expect(sourceWords({ source: "person", actor: null })).toBe("A person");
    expect(sourceWords({ source: "api_key", actor: "Books" })).toBe("API key Books");
    expect(sourceWords({ source: "webhook", actor: null })).toBe("Webhook");
    expect(sourceWords({ source: "sweep", actor: null })).toBe("Check");
  });
});

describe("isReturned", () => {
  it("is true only for money that had arrived", () => {
    expect(isReturned({ status: "failed" }, [{ type: "payout.paid" }])).toBe(true);
    expect(isReturned({ status: "failed" }, [{ type: "payout.created" }])).toBe(false);
    expect(isReturned({ status: "paid" }, [{ type: "payout.paid" }])).toBe(false);
  });
});

describe("notCancelableWords", () => {
  it("explains a payout that is under way", () => {
    expect(notCancelableWords("automatic", "pending")).toBe("Automatic payouts can't be canceled");
    expect(notCancelableWords("instant", "pending")).toBe("Instant payouts can't be canceled");
    expect(notCancelableWords("reversal", "pending")).toContain("takes an earlier one back");
    expect(notCancelableWords("not_pending", "in_transit")).toContain("on its way");
  });

  it("says nothing where nobody would ask", () => {
    expect(notCancelableWords("automatic", "paid")).toBeNull();
    expect(notCancelableWords("not_pending", "failed")).toBeNull();
    expect(notCancelableWords("already_canceled", "canceled")).toBeNull();
  });
});

describe("returnedAfter", () => {
  const events = [
    { type: "status.pending", at: new Date(0) },
    { type: "payout.paid", at: new Date(1_000) },
    { type: "payout.failed", at: new Date(2_000) },
  ];

  it("is when the payout was known as paid, if it failed afterwards", () => {
    expect(returnedAfter({ status: "failed" }, events)).toEqual(new Date(1_000));
    expect(returnedAfter({ status: "paid" }, events)).toBeNull();
    expect(returnedAfter({ status: "failed" }, events.slice(2))).toBeNull();
  });
});
