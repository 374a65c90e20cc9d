import { afterEach, describe, expect, it } from "vitest";
import { createTinyWorld } from "./test-client";

let world: ReturnType<typeof createTinyWorld> | undefined;
afterEach(() => world?.emulator.close());

describe("real time", () => {
  it("follows the wall clock, and delivers events at once", async () => {
    const types: string[] = [];
    const arrived = Promise.withResolvers<void>();
    world = createTinyWorld({
      mode: "realtime",
      deliver: async (_, init) => {
        types.push(JSON.parse(String(init.body)).type);
        arrived.resolve();
        return new Response("ok");
      },
    });
    world.emulator.addWebhookEndpoint({ url: "http://app.example/hook", connect: true });
    const before = Math.floor(Date.now() / 1000);
    const payout = await world.stripe.payouts.create({ amount: 1_000, currency: "usd" }, world.manual);
    expect(payout.created).toBeGreaterThanOrEqual(before);
    expect(payout.created).toBeLessThanOrEqual(Math.floor(Date.now() / 1000));
    await arrived.promise;
    expect(types).toEqual(["payout.created"]);
  });

  it("can be moved ahead, stopped and started again without going back", async () => {
    world = createTinyWorld({ mode: "realtime" });
    const payout = await world.stripe.payouts.create({ amount: 1_000, currency: "usd" }, world.manual);
    await world.emulator.advance(125);
    const paid = await world.stripe.payouts.retrieve(payout.id, {}, world.manual);
    expect(paid.status).toBe("paid");
    world.emulator.setMode("frozen");
    const stopped = world.emulator.now();
    await new Promise((done) => setTimeout(done, 1_100));
    expect(world.emulator.now()).toBe(stopped);
    world.emulator.setMode("realtime");
    expect(world.emulator.now()).toBeGreaterThanOrEqual(stopped);
    expect(world.emulator.now()).toBeLessThan(stopped + 60);
  });
});
