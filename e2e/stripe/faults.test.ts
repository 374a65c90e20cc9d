import { beforeEach, describe, expect, it } from "vitest";
import type { Fault } from "./faults";
import { createTestClient, createTinyWorld, refusalOf } from "./test-client";

let world: ReturnType<typeof createTinyWorld>;
beforeEach(() => {
  world = createTinyWorld();
});

function pay(key = "key-1") {
  return world.stripe.payouts.create({ amount: 1_000, currency: "usd" }, { ...world.manual, idempotencyKey: key });
}

async function countPayouts(): Promise<number> {
  world.emulator.clearFaults();
  return (await world.stripe.payouts.list({ limit: 100 }, world.manual)).data.length - 1;
}

describe("a fault on the way to Stripe", () => {
  it.each<[Fault, string]>([
    [{ kind: "reset_before" }, "StripeConnectionError"],
    [{ kind: "rate_limit" }, "rate_limit"],
    [{ kind: "lock_timeout" }, "lock_timeout"],
    [{ kind: "status", status: 500 }, "500"],
    [{ kind: "status", status: 502 }, "502"],
    [{ kind: "status", status: 503 }, "503"],
    [{ kind: "status", status: 409 }, "idempotency_key_in_use"],
    [{ kind: "hang", ms: 20 }, "StripeConnectionError"],
  ])("%j has no effect, and the key stays free", async (fault, code) => {
    world.emulator.setFaults([fault]);
    expect(await refusalOf(pay())).toBe(code);
    expect(await countPayouts()).toBe(0);
    await expect(pay()).resolves.toMatchObject({ status: "pending" });
  });
});

describe("a fault on the way back", () => {
  it.each<[Fault, string]>([
    [{ kind: "reset_after" }, "StripeConnectionError"],
    [{ kind: "status", status: 500, effect: true }, "500"],
    [{ kind: "hang", ms: 20, effect: true }, "StripeConnectionError"],
    [{ kind: "truncate" }, "StripeAPIError"],
    [{ kind: "malformed" }, "StripeAPIError"],
  ])("%j leaves a payout, which the same key finds", async (fault, code) => {
    world.emulator.setFaults([fault]);
    const refusal = await refusalOf(pay());
    expect([code, "200", "StripeConnectionError"]).toContain(refusal);
    expect(await countPayouts()).toBe(1);
    const found = await pay();
    expect(found.status).toBe("pending");
    expect(await countPayouts()).toBe(1);
  });
});

describe("a 500 that Stripe keeps", () => {
  it("answers for ever under its key, without a payout", async () => {
    world.emulator.setFaults([{ kind: "500_saved", times: 1 }]);
    expect(await refusalOf(pay())).toBe("500");
    expect(await refusalOf(pay())).toBe("500");
    expect(await countPayouts()).toBe(0);
    await expect(pay("key-2")).resolves.toMatchObject({ status: "pending" });
  });

  it("may hide a payout that was made", async () => {
    world.emulator.setFaults([{ kind: "500_saved", effect: true, times: 1 }]);
    expect(await refusalOf(pay())).toBe("500");
    expect(await refusalOf(pay())).toBe("500");
    expect(await countPayouts()).toBe(1);
  });
});

describe("a rule", () => {
  it("strikes by method, path and account", async () => {
    world.emulator.setFaults([
      { kind: "rate_limit", method: "post", path: "/v1/payouts", account: world.manual.stripeAccount },
      { kind: "rate_limit", path: "/^/v1/balance$/" },
    ]);
    expect(await refusalOf(pay())).toBe("rate_limit");
    expect(await refusalOf(world.stripe.payouts.list({}, world.manual))).toBe("none");
    expect(await refusalOf(world.stripe.balance.retrieve({}, world.manual))).toBe("rate_limit");
    expect(await refusalOf(world.stripe.balanceTransactions.list({}, world.manual))).toBe("none");
    const elsewhere = world.stripe.payouts.create({ amount: 1_000, currency: "usd" }, world.other);
    expect(await refusalOf(elsewhere)).toBe("none");
  });

  it("strikes the nth time, or the first times, or by chance, and counts", async () => {
    const read = async (count: number) => {
      const codes: string[] = [];
      for (let turn = 0; turn < count; turn++)
        codes.push(await refusalOf(world.stripe.balance.retrieve({}, world.manual)));
      return codes;
    };
    world.emulator.setFaults([{ kind: "status", nth: 2 }]);
    expect(await read(3)).toEqual(["none", "500", "none"]);
    world.emulator.setFaults([{ kind: "status", times: 2 }]);
    expect(await read(3)).toEqual(["500", "500", "none"]);
    world.emulator.setFaults([{ kind: "status", probability: 0.5 }]);
    const first = await read(40);
    const [counted] = world.emulator.faultCounts();
    expect(counted).toEqual({ kind: "status", seen: 40, used: first.filter((code) => code === "500").length });
    world.emulator.setFaults([{ kind: "status", probability: 0.5 }]);
    expect(await read(40)).toEqual(first);
  });

  it("of an unknown kind is refused", () => {
    const unknown = { kind: "meteor" };
    const faults: unknown = [unknown];
    expect(() => Array.isArray(faults) && world.emulator.setFaults(faults)).toThrow("meteor");
  });
});

describe("the SDK", () => {
  it("retries what Stripe marks as worth it, and rate limits not", async () => {
    const patient = createTestClient(world.emulator, 2);
    world.emulator.setFaults([{ kind: "lock_timeout", times: 1 }]);
    await expect(patient.balance.retrieve({}, world.manual)).resolves.toMatchObject({ object: "balance" });
    world.emulator.setFaults([{ kind: "rate_limit", times: 1 }]);
    await expect(patient.balance.retrieve({}, world.manual)).rejects.toMatchObject({
      statusCode: 429,
      code: "rate_limit",
    });
  });

  it("pays once although the first answer was lost", async () => {
    const patient = createTestClient(world.emulator, 2);
    world.emulator.setFaults([{ kind: "reset_after", times: 1 }]);
    await patient.payouts.create({ amount: 1_000, currency: "usd" }, world.manual);
    expect(await countPayouts()).toBe(1);
  });
});

describe("an answer of tomorrow", () => {
  it("has a field or a status that nobody knows yet", async () => {
    world.emulator.setFaults([{ kind: "extra_field" }]);
    expect(await world.stripe.balance.retrieve({}, world.manual)).toHaveProperty("field_of_tomorrow");
    world.emulator.setFaults([{ kind: "new_status" }]);
    const { data } = await world.stripe.payouts.list({}, world.manual);
    expect(data.map((payout) => String(payout.status))).toEqual(["of_tomorrow"]);
  });

  it("leaves out rows that are younger than a lag", async () => {
    world.emulator.runScenario("charge", world.manual.stripeAccount, { count: 3 });
    world.emulator.setFaults([{ kind: "hide_new_rows", seconds: 60 }]);
    const list = async () => (await world.stripe.balanceTransactions.list({ limit: 100 }, world.manual)).data.length;
    expect(await list()).toBe(24);
    await world.emulator.advance(60);
    expect(await list()).toBe(27);
  });
});
