import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SyncRun } from "../core/sync-run";
import { createWorld, type TestWorld } from "../testing";
import { findLatestRun } from "./find-latest-run";
import { getSyncRun } from "./get-sync-run";
import { listSyncRuns } from "./list-sync-runs";
import { syncAccount } from "./sync-account";

let world: TestWorld;
const runs: SyncRun[] = [];
beforeAll(async () => {
  world = await createWorld();
  const ctx = world.organization(0).as("finance");
  const [manual, daily] = world.organization(0).accounts;
  for (const account of [manual, daily, manual]) {
    runs.push(await syncAccount(ctx, { accountId: account?.stripeAccountId, trigger: "person" }));
    await world.advance(60);
  }
});
afterAll(() => world.close());

const ours = () => world.organization(0).as("viewer");
const ids = (found: readonly SyncRun[]) => found.map((run) => run.id);

describe("listSyncRuns", () => {
  it("gives the newest first, page by page, with the total", async () => {
    const newestFirst = ids(runs).reverse();
    const first = await listSyncRuns(ours(), { limit: 2, offset: 0 });
    expect(ids(first.data)).toEqual(newestFirst.slice(0, 2));
    expect(first.pagination).toEqual({ limit: 2, offset: 0, total: 3, hasMore: true, nextCursor: null });
    const second = await listSyncRuns(ours(), { limit: 2, offset: 2 });
    expect(ids(second.data)).toEqual(newestFirst.slice(2));
    expect(second.pagination.hasMore).toBe(false);
  });

  it("gives those of one account", async () => {
    const accountId = world.organization(0).accounts[1]?.stripeAccountId;
    expect(ids((await listSyncRuns(ours(), { limit: 25, offset: 0, accountId })).data)).toEqual([runs[1]?.id]);
  });

  it("shows a stranger nothing, and refuses the account of another", async () => {
    const stranger = world.organization(1).as("owner");
    expect((await listSyncRuns(stranger, { limit: 25, offset: 0 })).pagination.total).toBe(0);
    const accountId = world.organization(0).accounts[0]?.stripeAccountId;
    await expect(listSyncRuns(stranger, { limit: 25, offset: 0, accountId })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("needs the right to read transactions", async () => {
    const key = world.organization(0).asKey(["payouts:read"]);
    await expect(listSyncRuns(key, { limit: 25, offset: 0 })).rejects.toMatchObject({ code: "insufficient_scope" });
  });
});

describe("getSyncRun", () => {
  it("gives a run by its id", async () => {
    expect(await getSyncRun(ours(), { id: runs[0]?.id ?? "" })).toEqual(runs[0]);
  });

  it("finds neither another organization's, nor an unknown, nor a malformed id", async () => {
    const stranger = world.organization(1).as("owner");
    for (const [ctx, id] of [
      [stranger, runs[0]?.id ?? ""],
      [ours(), randomUUID()],
      [ours(), "run_1"],
      [ours(), ""],
    ] as const) {
      await expect(getSyncRun(ctx, { id })).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

describe("findLatestRun", () => {
  it("is the newest of the account, and none before the first", async () => {
    const [manual] = world.organization(0).accounts;
    const [theirs] = world.organization(1).accounts;
    if (!manual || !theirs) throw new Error("The preset has fewer accounts.");
    expect((await findLatestRun(ours(), manual))?.id).toBe(runs[2]?.id);
    expect(await findLatestRun(world.organization(1).as("viewer"), theirs)).toBeNull();
    expect(await findLatestRun(world.organization(1).as("viewer"), manual)).toBeNull();
  });
});
