import { describe, expect, it } from "vitest";
import { syncedUpToOf } from "./sync-age";

const now = new Date("2026-11-22T15:00:00Z");
const hoursAgo = (hours: number) => ({ syncedUpTo: new Date(now.getTime() - hours * 3_600_000) });

describe("syncedUpToOf", () => {
  it("reaches as far as the account furthest behind", () => {
    expect(syncedUpToOf([hoursAgo(1), hoursAgo(5)], now)).toEqual({ ...hoursAgo(5), isStale: false });
  });

  it("is stale past a day and a little", () => {
    expect(syncedUpToOf([hoursAgo(26)], now).isStale).toBe(false);
    expect(syncedUpToOf([hoursAgo(1), hoursAgo(27)], now).isStale).toBe(true);
  });

  it("reaches nowhere while an account was never read", () => {
    expect(syncedUpToOf([hoursAgo(1), { syncedUpTo: null }], now).syncedUpTo).toBeNull();
    expect(syncedUpToOf([], now)).toEqual({ syncedUpTo: null, isStale: false });
  });
});
