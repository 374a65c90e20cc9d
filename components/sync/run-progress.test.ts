import { describe, expect, it } from "vitest";
import { toCurrency } from "@/lib/core/currency";
import { toStripeAccountId } from "@/lib/core/ids";
import { money } from "@/lib/core/money";
import type { SyncRun } from "@/lib/core/sync-run";
import { ledgerProofMark } from "./ledger-proof-mark";
import { runProgress } from "./run-progress";

const startedAt = new Date("2026-11-22T10:00:00Z");
const now = new Date("2026-11-22T10:00:20Z");
const syncedUpTo = new Date("2026-11-20T10:00:00Z");
const run: SyncRun = {
  id: "5f2b8d0e-0000-4000-8000-000000000000",
  accountId: toStripeAccountId("acct_19Fqoqedt1sMcTTO"),
  trigger: "person",
  actor: "Owner",
  full: false,
  state: "running",
  stage: "balance_transactions",
  startedAt,
  finishedAt: null,
  pages: 1,
  requests: 5,
  inserted: 0,
  updated: 0,
  unchanged: 0,
  reachedAt: null,
  syncedUpTo: null,
  errorCode: null,
  errorMessage: null,
  stripeRequestId: null,
};
const stored = { count: 14_000, oldestAt: new Date("2025-11-22T10:00:00Z") };

describe("runProgress", () => {
  it("measures a full run by the rows that were stored before it", () => {
    const full = { ...run, full: true, inserted: 100, updated: 3, unchanged: 5_457 };
    expect(runProgress(full, { stored, syncedUpTo, now })).toEqual({
      value: 5_560 / 13_900,
      seen: 5_560,
      total: 13_900,
      left: "about 30 s left",
    });
  });

  it("falls back on time when a full run has seen more than was stored", () => {
    const full = { ...run, full: true, inserted: 9_000, reachedAt: new Date("2026-05-23T22:00:00Z") };
    const progress = runProgress(full, { stored: { ...stored, count: 9_000 }, syncedUpTo, now });
    expect(progress.total).toBeNull();
    expect(progress.value).toBeCloseTo(0.5, 2);
  });

  it("measures another run by the way back to the last complete sync", () => {
    const half = { ...run, unchanged: 100, reachedAt: new Date("2026-11-21T10:00:00Z") };
    expect(runProgress(half, { stored, syncedUpTo, now })).toMatchObject({ value: 0.5, total: null });
  });

  it("does not guess during the first sync, nor outside the ledger", () => {
    const first = { ...run, inserted: 300, reachedAt: new Date("2026-10-01T00:00:00Z") };
    expect(runProgress(first, { stored, syncedUpTo: null, now })).toMatchObject({ value: null, left: null, seen: 300 });
    const payouts = { ...run, full: true, unchanged: 500, stage: "payouts" as const };
    expect(runProgress(payouts, { stored, syncedUpTo, now })).toMatchObject({ value: null, left: null });
  });

  it("does not foretell in the first seconds", () => {
    const full = { ...run, full: true, unchanged: 7_000 };
    const soon = new Date(startedAt.getTime() + 2_000);
    expect(runProgress(full, { stored, syncedUpTo, now: soon })).toMatchObject({ value: 0.5, left: null });
  });
});

describe("ledgerProofMark", () => {
  const dollars = (minor: bigint) => money(minor, toCurrency("usd"));
  const progress = { value: null, seen: 5_600, total: 14_000, left: null };

  it("is proved when equal, also while a sync goes on", () => {
    const equal = { state: "equal", difference: dollars(0n) } as const;
    expect(ledgerProofMark(equal, null)).toEqual({ state: "proved", words: "Ledger equals Stripe" });
    expect(ledgerProofMark(equal, { run, progress }).state).toBe("proved");
  });

  it("adds up while a sync goes on", () => {
    const unread = { state: "unread", difference: null } as const;
    expect(ledgerProofMark(unread, { run, progress })).toEqual({
      state: "open",
      words: "Adding up: 5,600 of about 14,000",
    });
    expect(ledgerProofMark(unread, { run, progress: { ...progress, total: null } }).words).toBe(
      "Adding up: 5,600 so far",
    );
  });

  it("says by how much they differ, in either direction", () => {
    for (const minor of [90n, -90n]) {
      const mark = ledgerProofMark({ state: "differs", difference: dollars(minor) }, null);
      expect(mark).toEqual({ state: "differs", words: "Differs by $0.90" });
    }
  });

  it("claims nothing when there is nothing to compare", () => {
    expect(ledgerProofMark({ state: "moved", difference: null }, null).state).toBe("open");
    expect(ledgerProofMark({ state: "unread", difference: null }, null).state).toBe("untied");
  });
});
