import { describe, expect, it } from "vitest";
import { toCurrency } from "@/lib/core/currency";
import { money } from "@/lib/core/money";
import { copyAge, ledgerProof } from "./ledger-proof";

const usd = (minor: bigint) => money(minor, toCurrency("usd"));

describe("ledgerProof", () => {
  it("is proved when the rows come to the balance", () => {
    const proof = ledgerProof({ stated: usd(500n), ledger: { count: 1204, net: usd(500n) }, copy: "old" });
    expect(proof).toEqual({ state: "proved", words: "Adds up: 1,204 transactions" });
  });

  it("tells the size of a difference, whichever way it goes", () => {
    const less = ledgerProof({ stated: usd(590n), ledger: { count: 1, net: usd(500n) }, copy: "old" });
    const more = ledgerProof({ stated: usd(410n), ledger: { count: 1, net: usd(500n) }, copy: "old" });
    expect(less).toEqual({ state: "differs", words: "Differs by $0.90" });
    expect(more).toEqual({ state: "differs", words: "Differs by $0.90" });
  });

  it("compares nothing with a balance that is not current", () => {
    const proof = ledgerProof({ stated: usd(500n), ledger: { count: 1, net: usd(500n) }, copy: "stale" });
    expect(proof).toEqual({ state: "untied", words: "Not compared: 1 transaction" });
  });

  it("claims nothing while the copy is being made", () => {
    const proof = ledgerProof({ stated: usd(590n), ledger: { count: 1, net: usd(500n) }, copy: "incomplete" });
    expect(proof).toEqual({ state: "open", words: "Adding up: 1 transaction" });
  });

  it("is proved for nothing at all, and differs for a balance without rows", () => {
    expect(ledgerProof({ stated: usd(0n), ledger: null, copy: "old" }).state).toBe("proved");
    expect(ledgerProof({ stated: usd(3n), ledger: null, copy: "old" }).state).toBe("differs");
  });
});

describe("a difference right after a sync", () => {
  it("is money that moved since, not a difference yet", () => {
    const proof = ledgerProof({ stated: usd(590n), ledger: { count: 1, net: usd(500n) }, copy: "recent" });
    expect(proof).toEqual({ state: "open", words: "Adding up: $0.90 still apart" });
  });
});

describe("copyAge", () => {
  const now = new Date("2026-11-22T15:00:00Z");
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

  it("is recent for half an hour", () => {
    expect(copyAge({ syncedUpTo: minutesAgo(30), isStale: false, now })).toBe("recent");
    expect(copyAge({ syncedUpTo: minutesAgo(31), isStale: false, now })).toBe("old");
  });

  it("is incomplete before the first sync, stale beside an old balance", () => {
    expect(copyAge({ syncedUpTo: null, isStale: true, now })).toBe("incomplete");
    expect(copyAge({ syncedUpTo: minutesAgo(1), isStale: true, now })).toBe("stale");
  });
});
