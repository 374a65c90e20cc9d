import { describe, expect, it } from "vitest";
import { judgeLedger } from "./ledger-proof";

const before = new Date("2026-11-22T10:00:00Z");
const after = new Date("2026-11-22T10:00:01Z");
const sums = { ledgerMinor: 500n, ledgerMinorThen: 500n, stripeMinor: 500n };

describe("judgeLedger", () => {
  it("finds a ledger equal that comes to the balance", () => {
    expect(judgeLedger(sums, { balanceTakenAt: before, syncedUpTo: after })).toEqual({
      state: "equal",
      ledgerMinor: 500n,
    });
    expect(judgeLedger(sums, { balanceTakenAt: after, syncedUpTo: before }).state).toBe("equal");
  });

  it("finds it equal as it was when the balance was read, and shows that sum", () => {
    const judged = judgeLedger(
      { ...sums, ledgerMinor: 700n },
      {
        balanceTakenAt: before,
        syncedUpTo: after,
      },
    );
    expect(judged).toEqual({ state: "equal", ledgerMinor: 500n });
  });

  it("says that they differ when the ledger was complete after the balance was first seen", () => {
    const wrong = { ledgerMinor: 499n, ledgerMinorThen: 499n, stripeMinor: 500n };
    expect(judgeLedger(wrong, { balanceTakenAt: before, syncedUpTo: after })).toEqual({
      state: "differs",
      ledgerMinor: 499n,
    });
    expect(judgeLedger(wrong, { balanceTakenAt: before, syncedUpTo: before }).state).toBe("differs");
  });

  it("accuses nobody when the balance is newer than the ledger", () => {
    const behind = { ledgerMinor: 499n, ledgerMinorThen: 499n, stripeMinor: 500n };
    expect(judgeLedger(behind, { balanceTakenAt: after, syncedUpTo: before }).state).toBe("moved");
  });

  it("proves nothing before the first complete sync, not even nothing", () => {
    const nothing = { ledgerMinor: 0n, ledgerMinorThen: 0n, stripeMinor: 0n };
    expect(judgeLedger(nothing, { balanceTakenAt: before, syncedUpTo: null }).state).toBe("unread");
  });

  it("tells a penny apart beyond what floating numbers can", () => {
    const large = 2n ** 60n;
    const wrong = { ledgerMinor: large, ledgerMinorThen: large, stripeMinor: large + 1n };
    expect(judgeLedger(wrong, { balanceTakenAt: before, syncedUpTo: after }).state).toBe("differs");
  });
});
