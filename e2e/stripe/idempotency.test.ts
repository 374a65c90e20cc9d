import { beforeEach, describe, expect, it } from "vitest";
import { day } from "./calendar";
import { call, createTinyWorld, refusalOf } from "./test-client";

let world: ReturnType<typeof createTinyWorld>;
const draft = { amount: 1_000, currency: "usd" };

beforeEach(() => {
  world = createTinyWorld();
});

function pay(key: string, params: object = {}) {
  return world.stripe.payouts.create({ ...draft, ...params }, { ...world.manual, idempotencyKey: key });
}

async function countPayouts(): Promise<number> {
  return (await world.stripe.payouts.list({ limit: 100 }, world.manual)).data.length - 1;
}

describe("an idempotency key", () => {
  it("gives the first answer again, and says so", async () => {
    const first = await pay("one");
    const account = world.manual.stripeAccount;
    const again = await call(world.emulator, "POST", "/v1/payouts", {
      account,
      body: "amount=1000&currency=usd",
      headers: { "idempotency-key": "one" },
    });
    expect(again.body.id).toBe(first.id);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await countPayouts()).toBe(1);
  });

  it("gives the first answer even when the payout has moved on", async () => {
    await pay("one");
    await world.emulator.advance(300);
    expect((await pay("one")).status).toBe("pending");
  });

  it("belongs to one account", async () => {
    await pay("one");
    world.emulator.runScenario("charge", world.other.stripeAccount, { available: true });
    const elsewhere = world.stripe.payouts.create(draft, { ...world.other, idempotencyKey: "one" });
    await expect(elsewhere).resolves.toMatchObject({ object: "payout" });
  });

  it("refuses other parameters and other paths", async () => {
    const { id } = await pay("one");
    await expect(pay("one", { amount: 2_000 })).rejects.toMatchObject({
      rawType: "idempotency_error",
      statusCode: 400,
    });
    const cancel = world.stripe.payouts.cancel(id, {}, { ...world.manual, idempotencyKey: "one" });
    await expect(cancel).rejects.toMatchObject({ rawType: "idempotency_error" });
  });

  it("keeps refusals that came from carrying the request out", async () => {
    expect(await refusalOf(pay("one", { amount: 500_000 }))).toBe("balance_insufficient");
    world.emulator.runScenario("charge", world.manual.stripeAccount, { available: true, amount: 1_000_000 });
    expect(await refusalOf(pay("one", { amount: 500_000 }))).toBe("balance_insufficient");
  });

  it("does not keep refusals of parameters", async () => {
    expect(await refusalOf(pay("one", { amount: -5 }))).toBe("parameter_invalid_integer");
    await expect(pay("one")).resolves.toMatchObject({ amount: 1_000 });
  });

  it("is in use while its request runs", async () => {
    world.emulator.setFaults([{ kind: "latency", ms: 50, times: 1 }]);
    const slow = pay("one");
    await expect(pay("one")).rejects.toMatchObject({ statusCode: 409, code: "idempotency_key_in_use" });
    const { id } = await slow;
    expect((await pay("one")).id).toBe(id);
  });

  it("is forgotten after a day", async () => {
    const first = await pay("one");
    await world.emulator.advance(day - 1);
    expect((await pay("one")).id).toBe(first.id);
    await world.emulator.advance(1);
    expect((await pay("one")).id).not.toBe(first.id);
  });

  it("does not bind reads", async () => {
    const options = { ...world.manual, idempotencyKey: "one" };
    const before = await world.stripe.balance.retrieve({}, options);
    await pay("two");
    expect(await world.stripe.balance.retrieve({}, options)).not.toEqual(before);
  });
});
