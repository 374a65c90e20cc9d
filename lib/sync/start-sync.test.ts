import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Account } from "../core/account";
import { createWorld, ledgerDifferences, type TestWorld } from "../testing";
import { getSyncRun } from "./get-sync-run";
import { startSync } from "./start-sync";

// Long enough for a busy machine to finish, so that no test depends on how fast it is.
const patient = { patienceMs: 60_000 };

let world: TestWorld;
let account: Account;
beforeEach(async () => {
  world = await createWorld();
  const [first] = world.organization(0).accounts;
  if (!first) throw new Error("The preset has fewer accounts.");
  account = first;
});
afterEach(() => world.close());

describe("startSync", () => {
  it("gives a quick sync as complete", async () => {
    const ctx = world.organization(0).as("finance");
    const { run, rest } = await startSync(ctx, {}, patient);
    expect(run).toMatchObject({ state: "complete", trigger: "person", accountId: account.stripeAccountId });
    expect(rest).toBeNull();
  });

  it("names keys and the product's own work as what started it", async () => {
    const organization = world.organization(0);
    expect((await startSync(organization.asKey(), {}, patient)).run).toMatchObject({
      trigger: "api_key",
      actor: "Test key",
    });
    expect((await startSync(organization.asSystem("webhook"), {}, patient)).run).toMatchObject({
      trigger: "webhook",
      actor: null,
    });
    expect((await startSync(organization.asSystem("cron"), {}, patient)).run.trigger).toBe("cron");
  });

  it("answers for a long one while it goes on", async () => {
    world.emulator.runScenario("charge", account.stripeAccountId, { amount: 1_000, count: 400 });
    world.emulator.setFaults([{ kind: "latency", ms: 400 }]);
    const ctx = world.organization(0).as("owner");
    const { run, rest } = await startSync(ctx, { accountId: account.stripeAccountId, full: true });
    expect(run).toMatchObject({ state: "running", full: true });
    const again = await startSync(ctx, { accountId: account.stripeAccountId });
    expect(again).toMatchObject({ run: { id: run.id, state: "running" }, rest: null });
    world.emulator.clearFaults();
    await rest;
    expect(await getSyncRun(ctx, { id: run.id })).toMatchObject({ state: "complete" });
    expect(await ledgerDifferences(ctx, account)).toEqual([]);
  });

  it("tells of a break after the answer in the log and in the run", async () => {
    world.emulator.runScenario("charge", account.stripeAccountId, { amount: 1_000, count: 400 });
    world.emulator.setFaults([{ kind: "latency", ms: 400 }]);
    const ctx = world.organization(0).as("owner");
    const { run, rest } = await startSync(ctx, {});
    world.emulator.setFaults([{ kind: "status", status: 500 }]);
    await rest;
    expect(await getSyncRun(ctx, { id: run.id })).toMatchObject({ state: "failed", errorCode: "server_error" });
  });

  it("refuses viewers and other organizations' accounts", async () => {
    const { stripeAccountId: accountId } = account;
    await expect(startSync(world.organization(0).as("viewer"), {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(startSync(world.organization(1).as("owner"), { accountId })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
