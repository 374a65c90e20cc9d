import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET, HEAD, POST } from "@/app/api/health/route";
import { connectedAccounts, ledgerChecks, syncRuns } from "@/db/schema";
import { checkHealth } from "./health";
import { call, callJson, closeDoors, openDoors } from "./http/testing";
import { createWorld, type TestWorld } from "./testing";

let world: TestWorld;
beforeAll(async () => {
  world = await createWorld();
  openDoors(world);
});
afterAll(async () => {
  closeDoors();
  await world.close();
});

async function endedRun(state: "complete" | "failed", of = 0) {
  const { organizationId, accounts } = world.organization(of);
  const at = world.services.now();
  await world.owner.insert(syncRuns).values({
    organizationId,
    connectedAccountId: accounts[0]?.id ?? "",
    trigger: "cron",
    state,
    stage: "done",
    startedAt: at,
    finishedAt: at,
    leaseUntil: at,
  });
}

describe("checkHealth", () => {
  it("is fine before anything was synced", async () => {
    const answer = await callJson(GET, { path: "/api/health" });
    expect(answer).toMatchObject({
      status: 200,
      body: { status: "ok", database: "ok", stripe: "unknown", lastSyncAgeSeconds: null },
    });
  });

  it("takes Stripe for failing only when the latest syncs of more than half of the accounts failed", async () => {
    await endedRun("failed");
    const failing = { status: "degraded", stripe: "failing", lastSyncAgeSeconds: null };
    expect(await checkHealth(world.services)).toMatchObject(failing);
    await endedRun("complete", 1);
    await world.advance(30);
    expect(await checkHealth(world.services)).toMatchObject({ status: "ok", stripe: "ok", lastSyncAgeSeconds: 30 });
    await endedRun("failed", 1);
    expect(await checkHealth(world.services)).toMatchObject({ ...failing, lastSyncAgeSeconds: 30 });
    await world.advance(10);
    await endedRun("complete");
    expect(await checkHealth(world.services)).toMatchObject({ status: "ok", stripe: "ok", lastSyncAgeSeconds: 0 });
  });

  it("is degraded when no sync has been completed for 26 hours", async () => {
    const hour = 3_600;
    await world.advance(26 * hour);
    expect(await checkHealth(world.services)).toMatchObject({ status: "ok", lastSyncAgeSeconds: 26 * hour });
    await world.advance(1);
    expect(await checkHealth(world.services)).toMatchObject({ status: "degraded", stripe: "ok", database: "ok" });
    await world.owner.update(connectedAccounts).set({ state: "disconnected" });
    const nothingToRead = { status: "ok", stripe: "unknown", lastSyncAgeSeconds: null };
    expect(await checkHealth(world.services)).toMatchObject(nothingToRead);
    await world.owner.update(connectedAccounts).set({ state: "active" });
    await endedRun("complete");
    expect(await checkHealth(world.services)).toMatchObject({ status: "ok", lastSyncAgeSeconds: 0 });
  });

  it("says whether ledgers come to Stripe's balance, and how many do not", async () => {
    expect(await checkHealth(world.services)).toMatchObject({ ledger: "unchecked", lastLedgerCheckAgeSeconds: null });
    const { organizationId, accounts } = world.organization(0);
    const at = world.services.now();
    const connectedAccountId = accounts[0]?.id ?? "";
    const sums = { ledger: 1n, stripe: 1n, rowCount: 1, checkedAt: at };
    const check = { organizationId, connectedAccountId, balanceType: "payments", ...sums };
    await world.owner.insert(ledgerChecks).values([
      { ...check, currency: "usd", state: "equal" },
      { ...check, currency: "eur", state: "differs" },
    ]);
    await world.advance(5);
    expect(await checkHealth(world.services)).toMatchObject({
      status: "degraded",
      ledger: "differs",
      ledgersDiffering: 1,
      lastLedgerCheckAgeSeconds: 5,
    });
    await world.owner.update(ledgerChecks).set({ state: "equal" });
    expect(await checkHealth(world.services)).toMatchObject({ status: "ok", ledger: "equal", ledgersDiffering: 0 });
    await world.owner.update(ledgerChecks).set({ state: "differs" });
    await world.owner.update(connectedAccounts).set({ state: "disconnected" });
    expect(await checkHealth(world.services)).toMatchObject({ status: "ok", ledger: "unchecked" });
    await world.owner.update(connectedAccounts).set({ state: "active" });
    await world.owner.delete(ledgerChecks);
  });

  it("says nothing about anyone", async () => {
    const { body } = await callJson(GET, { path: "/api/health" });
    expect(Object.keys(body).toSorted()).toEqual([
      "database",
      "lastLedgerCheckAgeSeconds",
      "lastSyncAgeSeconds",
      "ledger",
      "ledgersDiffering",
      "status",
      "stripe",
      "time",
    ]);
  });

  it("answers 200 with degraded when the database is away", async () => {
    const db = new Proxy(world.services.db, {
      get: () => () => Promise.reject(new Error("connect ECONNREFUSED postgres://app:secret@db/app")),
    });
    const health = await checkHealth({ ...world.services, db });
    expect(health).toMatchObject({ status: "degraded", database: "unreachable" });
    expect(JSON.stringify(health)).not.toContain("secret");
    expect(world.logLines.join()).not.toContain("app:secret");
  });

  it("takes no other method", async () => {
    const refused = await call(POST, { method: "POST", path: "/api/health" });
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  it("answers HEAD like GET, without a body", async () => {
    const response = await call(HEAD, { method: "HEAD", path: "/api/health" });
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });

  it.each(["?x=1", "?status", "?__proto__=1"])("takes no parameters, such as %s", async (query) => {
    expect(await callJson(GET, { path: `/api/health${query}` })).toMatchObject({
      status: 400,
      body: { code: "unknown_parameter" },
    });
  });
});
