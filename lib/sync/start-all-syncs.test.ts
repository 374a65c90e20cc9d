import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectedAccounts } from "@/db/schema";
import { createWorld, type TestWorld } from "../testing";
import { listSyncRuns } from "./list-sync-runs";
import { startAllSyncs } from "./start-all-syncs";

let world: TestWorld;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const ours = () => world.organization(0).as("finance");
const accountIds = () => world.organization(0).accounts.map((account) => account.stripeAccountId);
const runs = async () => (await listSyncRuns(ours(), { limit: 25, offset: 0 })).data;

describe("startAllSyncs", () => {
  it("syncs every account of the organization and of no other", async () => {
    const started = await startAllSyncs(ours(), {});
    await started.rest;
    expect((await runs()).map((run) => run.accountId).sort()).toEqual(accountIds().sort());
    expect((await runs()).map(({ state, full, trigger }) => ({ state, full, trigger }))).toEqual(
      accountIds().map(() => ({ state: "complete", full: false, trigger: "person" })),
    );
    const theirs = await listSyncRuns(world.organization(1).as("viewer"), { limit: 25, offset: 0 });
    expect(theirs.pagination.total).toBe(0);
  });

  it("syncs the one account that is named, from its beginning when asked", async () => {
    const [accountId] = accountIds();
    const started = await startAllSyncs(ours(), { accountId, full: true });
    await started.rest;
    expect(await runs()).toMatchObject([{ accountId, full: true, state: "complete" }]);
  });

  it("leaves disconnected accounts alone, and says when none is left", async () => {
    const [kept, gone] = world.organization(0).accounts;
    if (!kept || !gone) throw new Error("The preset has fewer accounts.");
    const disconnect = (id: string) =>
      world.owner
        .update(connectedAccounts)
        .set({ state: "disconnected" })
        .where(eq(connectedAccounts.stripeAccountId, id));
    await disconnect(gone.stripeAccountId);
    const started = await startAllSyncs(ours(), {});
    await started.rest;
    expect((await runs()).map((run) => run.accountId)).toEqual([kept.stripeAccountId]);
    await disconnect(kept.stripeAccountId);
    await expect(startAllSyncs(ours(), {})).rejects.toMatchObject({ code: "no_connected_account" });
  });

  it("answers for long ones while they go on, and keeps their runs when asked again", async () => {
    world.emulator.setFaults([{ kind: "latency", ms: 900 }]);
    const { rest } = await startAllSyncs(ours(), {});
    expect(rest).not.toBeNull();
    const under = await runs();
    expect(under.map((run) => run.state)).toEqual(["running", "running"]);
    const again = await startAllSyncs(ours(), {});
    world.emulator.clearFaults();
    await Promise.all([rest, again.rest]);
    expect((await runs()).map((run) => [run.id, run.state])).toEqual(under.map((run) => [run.id, "complete"]));
  });

  it("refuses viewers and another organization's account", async () => {
    await expect(startAllSyncs(world.organization(0).as("viewer"), {})).rejects.toMatchObject({ code: "forbidden" });
    const [accountId] = accountIds();
    await expect(startAllSyncs(world.organization(1).as("owner"), { accountId })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
