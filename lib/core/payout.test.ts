import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPayoutStatus, mergeStatus, notCancelableReason, payoutStatuses } from "./payout";

describe("mergeStatus", () => {
  it.each([
    ["pending", "in_transit", "in_transit"],
    ["in_transit", "pending", "in_transit"],
    ["paid", "in_transit", "paid"],
    ["paid", "failed", "failed"],
    ["failed", "paid", "failed"],
    ["pending", "canceled", "canceled"],
    ["canceled", "in_transit", "canceled"],
    ["paid", "paid", "paid"],
  ])("keeps of %s and %s the one further along: %s", (stored, seen, merged) => {
    expect(mergeStatus(stored, seen)).toBe(merged);
  });

  it("never lets a status it does not know replace one it does", () => {
    expect(mergeStatus("pending", "teleported")).toBe("pending");
    expect(mergeStatus("teleported", "pending")).toBe("pending");
  });

  it("ends the same in every order and however often each is seen", () => {
    const anyStatus = fc.constantFrom<string[]>(...payoutStatuses, "teleported", "beamed");
    fc.assert(
      fc.property(
        fc
          .array(anyStatus, { minLength: 1 })
          .chain((seen) =>
            fc.tuple(
              fc.constant(seen),
              fc.shuffledSubarray(seen, { minLength: seen.length }),
              fc.array(fc.constantFrom(...seen)),
            ),
          ),
        ([seen, shuffled, again]) => {
          const end = seen.reduce(mergeStatus);
          expect(shuffled.reduce(mergeStatus)).toBe(end);
          expect([...shuffled, ...again].reduce(mergeStatus)).toBe(end);
        },
      ),
    );
  });
});

describe("isPayoutStatus", () => {
  it("knows Stripe's five", () => {
    expect(payoutStatuses.every(isPayoutStatus)).toBe(true);
    expect(isPayoutStatus("PAID")).toBe(false);
  });
});

describe("notCancelableReason", () => {
  const manual = { status: "pending", automatic: false, method: "standard", originalPayoutId: null };

  it("is null for a manual, standard, pending payout", () => {
    expect(notCancelableReason(manual)).toBeNull();
  });

  it.each([
    [{ status: "canceled" }, "already_canceled"],
    [{ status: "in_transit" }, "not_pending"],
    [{ status: "paid" }, "not_pending"],
    [{ status: "failed" }, "not_pending"],
    [{ automatic: true }, "automatic"],
    [{ method: "instant" }, "instant"],
    [{ originalPayoutId: "po_1" }, "reversal"],
    [{ status: "canceled", automatic: true }, "already_canceled"],
  ] as const)("for %o is %s", (change, reason) => {
    expect(notCancelableReason({ ...manual, ...change })).toBe(reason);
  });
});
