import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { syncRuns } from "@/db/schema";
import { call, callJson, closeDoors, keyOf, openDoors, sessionOf, testCronSecret } from "@/lib/http/testing";
import { createWorld, type TestWorld } from "@/lib/testing";
import { GET, POST } from "./route";

let world: TestWorld;
beforeAll(async () => {
  world = await createWorld();
  openDoors(world);
});
afterEach(() => openDoors(world));
afterAll(async () => {
  closeDoors();
  await world.close();
});

const path = "/api/cron/sync";
const ask = (headers: Record<string, string>) => callJson(GET, { path, headers });
const runCount = () => world.owner.$count(syncRuns);

describe("GET /api/cron/sync", () => {
  it("syncs every account of every organization", async () => {
    const { status, body } = await ask({ authorization: `Bearer ${testCronSecret}` });
    expect({ status, body }).toEqual({ status: 200, body: { accounts: 3, synced: expect.any(Number), failed: 0 } });
    expect(body.synced).toBeGreaterThan(70);
    expect(await runCount()).toBe(3);
  });

  it("answers 200 and counts when one account fails", async () => {
    const account = world.organization(0).accounts[0]?.stripeAccountId;
    world.emulator.setFaults([{ kind: "status", status: 500, path: "/v1/balance_transactions", account }]);
    const { status, body } = await ask({ authorization: `Bearer ${testCronSecret}` });
    world.emulator.clearFaults();
    expect({ status, failed: body.failed }).toEqual({ status: 200, failed: 1 });
    expect(world.logLines.join("\n")).not.toContain(testCronSecret);
  });

  it("is closed to everybody else, whatever they are in the product", async () => {
    const before = await runCount();
    const owner = await sessionOf(world, world.organization(0), "owner");
    const key = await keyOf(world.organization(0));
    const wrong = [
      "",
      "Bearer",
      "Bearer ",
      "Bearer undefined",
      "Bearer null",
      testCronSecret,
      `Bearer ${testCronSecret}x`,
    ];
    for (const authorization of wrong) expect((await ask({ authorization })).status, authorization).toBe(401);
    for (const headers of [{}, owner, key, { "user-agent": "vercel-cron/1.0" }]) {
      expect((await ask(Object.fromEntries(Object.entries(headers)))).status).toBe(401);
    }
    expect(await runCount()).toBe(before);
  });

  it("is closed to everybody when no secret is set", async () => {
    openDoors(world, { CRON_SECRET: "" });
    for (const authorization of ["Bearer undefined", "Bearer ", "", `Bearer ${testCronSecret}`]) {
      expect(await ask({ authorization })).toMatchObject({ status: 503, body: { code: "not_configured" } });
    }
  });

  it("syncs each account once when it is called many times at once", async () => {
    await world.advance(3_600);
    const before = await runCount();
    const calls = Array.from({ length: 8 }, () => ask({ authorization: `Bearer ${testCronSecret}` }));
    for (const { status, body } of await Promise.all(calls))
      expect({ status, failed: body.failed }).toEqual({ status: 200, failed: 0 });
    expect((await runCount()) - before).toBeGreaterThanOrEqual(3);
    const running = await world.owner.select().from(syncRuns);
    expect(running.filter((run) => run.state === "running")).toEqual([]);
  });

  it("takes no parameters, and tells only the scheduler so", async () => {
    const before = await runCount();
    const askWith = (headers: Record<string, string>) => callJson(GET, { path: `${path}?x=1`, headers });
    expect(await askWith({ authorization: `Bearer ${testCronSecret}` })).toMatchObject({
      status: 400,
      body: { code: "unknown_parameter", errors: [{ pointer: "x", code: "unknown_parameter" }] },
    });
    expect((await askWith({})).status).toBe(401);
    expect(await runCount()).toBe(before);
  });

  it("takes nothing but GET", async () => {
    expect((await call(POST, { method: "POST", path })).status).toBe(405);
  });
});
