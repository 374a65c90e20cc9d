import { beforeEach, describe, expect, it } from "vitest";
import { call, createTinyWorld } from "./test-client";

let world: ReturnType<typeof createTinyWorld>;
beforeEach(() => {
  world = createTinyWorld({ deliver: async () => new Response("ok") });
});

async function control(method: "GET" | "POST" | "DELETE", path: string, body?: unknown) {
  const encoded = body === undefined ? undefined : JSON.stringify(body);
  const answer = await call(world.emulator, method, `/_emulator${path}`, { body: encoded });
  return { status: answer.status, body: answer.body };
}

describe("the emulator's own routes", () => {
  it("describe the world", async () => {
    expect((await control("GET", "/world")).body).toEqual(world.emulator.world);
  });

  it("move the clock by seconds or to a time, only forward", async () => {
    const start = world.emulator.now();
    expect((await control("POST", "/clock/advance", { seconds: 60 })).body).toEqual({ now: start + 60 });
    expect((await control("POST", "/clock/advance", { to: start + 90 })).body).toEqual({ now: start + 90 });
    expect((await control("GET", "/clock")).body).toEqual({ now: start + 90 });
    expect((await control("POST", "/clock/advance", { to: start })).status).toBe(400);
    expect((await control("POST", "/clock/advance", {})).status).toBe(400);
  });

  it("let the clock run and stop it again", async () => {
    expect((await control("POST", "/clock/mode", { mode: "realtime" })).body).toMatchObject({ mode: "realtime" });
    await control("POST", "/clock/advance", { seconds: 1_000 });
    const { body } = await control("POST", "/clock/mode", { mode: "frozen" });
    expect(body.now).toBeGreaterThanOrEqual(Date.UTC(2026, 10, 18, 12) / 1000 + 1_000);
    expect((await control("POST", "/clock/mode", { mode: "fast" })).status).toBe(400);
  });

  it("play scenarios", async () => {
    const account = world.manual.stripeAccount;
    const { body } = await control("POST", "/scenario", {
      name: "charge",
      account,
      params: { amount: 2_000, count: 2 },
    });
    expect(body.ids).toHaveLength(2);
    expect((await control("POST", "/scenario", { name: "meteor", account })).status).toBe(400);
    expect((await control("POST", "/scenario", { name: "charge", account: "acct_none" })).status).toBe(400);
    expect(
      (await control("POST", "/scenario", { name: "refund", account, params: { charge: "ch_none" } })).status,
    ).toBe(400);
  });

  it("set, count and clear faults", async () => {
    const account = world.manual.stripeAccount;
    await control("POST", "/faults", [{ kind: "status", status: 503, path: "/v1/balance" }]);
    expect((await call(world.emulator, "GET", "/v1/balance", { account })).status).toBe(503);
    expect((await control("GET", "/faults")).body).toEqual({ faults: [{ kind: "status", seen: 1, used: 1 }] });
    await control("DELETE", "/faults");
    expect((await call(world.emulator, "GET", "/v1/balance", { account })).status).toBe(200);
    expect((await control("POST", "/faults", { faults: [{ kind: "meteor" }] })).status).toBe(400);
  });

  it("add an endpoint, flush, show attempts and resend", async () => {
    const endpoint = {
      url: "http://app.example/hook",
      secret: "whsec_x",
      connect: true,
      enabledEvents: ["charge.succeeded"],
    };
    expect((await control("POST", "/webhooks/endpoints", endpoint)).body).toMatchObject(endpoint);
    await control("POST", "/scenario", { name: "charge", account: world.manual.stripeAccount });
    await control("POST", "/webhooks/flush");
    const { body } = await control("GET", "/webhooks/attempts");
    expect(body.attempts).toMatchObject([{ type: "charge.succeeded", status: 200, attempt: 1 }]);
    const [event] = (await world.stripe.events.list({ type: "charge.succeeded" }, world.manual)).data;
    expect((await control("POST", "/webhooks/resend", { event: event?.id })).body).toEqual({ ok: true });
    expect((await control("POST", "/webhooks/resend", { event: "evt_none" })).status).toBe(400);
    expect((await control("POST", "/webhooks/flush")).body).toEqual({ attempts: 2 });
  });

  it("show the requests and verify the ledger", async () => {
    await call(world.emulator, "GET", "/v1/balance", { account: world.manual.stripeAccount });
    expect((await control("GET", "/requests")).body.requests).toMatchObject([{ path: "/v1/balance", status: 200 }]);
    expect((await control("GET", "/requests?since=1")).body.requests).toEqual([]);
    expect((await control("GET", "/ledger/verify")).body).toEqual({ ok: true, problems: [] });
  });

  it("take a snapshot, restore it and reset", async () => {
    const { body: snapshot } = await control("POST", "/snapshot");
    world.emulator.runScenario("charge", world.manual.stripeAccount);
    expect((await control("POST", "/restore", snapshot)).status).toBe(200);
    expect((await world.stripe.charges.list({ limit: 100 }, world.manual)).data).toHaveLength(22);
    expect((await control("POST", "/restore", { version: 0 })).status).toBe(400);
    const { body } = await control("POST", "/reset", { seed: 5, preset: "empty" });
    expect(body.organizations).toMatchObject([{ slug: "empty-one" }]);
  });

  it("answer 404 to what they do not know and 400 to what is no JSON", async () => {
    expect((await control("GET", "/nothing")).status).toBe(404);
    expect((await call(world.emulator, "POST", "/_emulator/faults", { body: "{" })).status).toBe(400);
    expect((await call(world.emulator, "POST", "/_emulator/faults", { body: "7" })).status).toBe(400);
  });
});
