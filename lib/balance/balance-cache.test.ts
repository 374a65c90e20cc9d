import { describe, expect, it, vi } from "vitest";
import type { Balance } from "../core/balance";
import { toConnectedAccountId } from "../core/ids";
import type { LiveBalance } from "./balance-cache";

const accountId = toConnectedAccountId("00000000-0000-4000-8000-000000000001");
const empty: Balance = {
  available: [],
  availableBySource: [],
  pending: [],
  connectReserved: [],
  instantAvailable: [],
  livemode: false,
};

/** A copy of the module of its own, as each of Next's bundles has one. */
async function bundle() {
  vi.resetModules();
  const { balanceCache } = await import("./balance-cache");
  let reads = 0;
  const read = (now: number) =>
    balanceCache.read(
      accountId,
      () => new Date(now),
      async (): Promise<LiveBalance> => {
        reads++;
        return { balance: empty, asOf: new Date(now) };
      },
    );
  return { read, drop: () => balanceCache.drop(accountId), reads: () => reads };
}

describe("balanceCache", () => {
  it("reads once for all who come within twelve seconds", async () => {
    const { read, reads } = await bundle();
    await Promise.all([read(0), read(1), read(11_999)]);
    expect(reads()).toBe(1);
    await read(12_000);
    expect(reads()).toBe(2);
  });

  it("reads anew after a drop", async () => {
    const { read, drop, reads } = await bundle();
    await read(0);
    drop();
    await read(1);
    expect(reads()).toBe(2);
  });

  it("reads anew after a drop in another bundle of the same process", async () => {
    const page = await bundle();
    await page.read(0);
    const route = await bundle();
    route.drop();
    await page.read(1);
    expect(page.reads()).toBe(2);
  });
});
