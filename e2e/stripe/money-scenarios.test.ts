import { beforeEach, describe, expect, it } from "vitest";
import { call, createTinyWorld } from "./test-client";

let world: ReturnType<typeof createTinyWorld>;
beforeEach(() => {
  world = createTinyWorld();
});

type Run = Parameters<typeof world.emulator.runScenario>;
const run = (name: Run[0], params?: Run[2]) =>
  String(world.emulator.runScenario(name, world.manual.stripeAccount, params).id);

describe("Stripe", () => {
  it("holds money back in a balance of its own, and gives it free", async () => {
    const balance = async () => (await world.stripe.balance.retrieve({}, world.manual)).available[0]?.amount ?? 0;
    const before = await balance();
    run("reserve_hold", { amount: 5_000 });
    expect(await balance()).toBe(before - 5_000);
    const { data } = await world.stripe.balanceTransactions.list({ type: "reserve_hold" }, world.manual);
    expect(data.map(({ balance_type, net }) => [balance_type, net])).toEqual([
      ["risk_reserved", 5_000],
      ["payments", -5_000],
    ]);
    run("reserve_release", { amount: 2_000 });
    expect(await balance()).toBe(before - 3_000);
    expect(() => run("reserve_release", { amount: 3_001 })).toThrow("less than 3001");
  });

  it.each([
    ["radar", "stripe_fee fee"],
    ["billing", "stripe_fee fee"],
    ["network_cost", "stripe_fee network_cost"],
    ["tax", "tax_fee tax"],
    ["correction", "adjustment fee"],
  ])("takes a fee for %s on a row of its own", async (kind, words) => {
    run("stripe_fee", { kind, amount: 75 });
    const { data } = await world.stripe.balanceTransactions.list({ limit: 1 }, world.manual);
    expect(data.map((row) => [row.type, row.reporting_category, row.amount, row.fee, row.source])).toEqual([
      [...words.split(" "), -75, 0, null],
    ]);
  });
});

describe("an account that leaves the platform", () => {
  it("says so in its last event, and cannot be asked about until it is back", async () => {
    run("deauthorize");
    const read = () => call(world.emulator, "GET", "/v1/balance", { account: world.manual.stripeAccount });
    expect(await read()).toMatchObject({ status: 403, body: { error: { code: "account_invalid" } } });
    const listed = await world.stripe.accounts.list();
    expect(listed.data.map(({ id }) => id)).not.toContain(world.manual.stripeAccount);
    run("authorize");
    expect((await read()).status).toBe(200);
    const { data } = await world.stripe.events.list({ types: ["account.application.deauthorized"] }, world.manual);
    expect(data).toMatchObject([{ account: world.manual.stripeAccount, data: { object: { object: "application" } } }]);
  });
});

describe("the control surface", () => {
  const control = (method: "GET" | "POST", path: string, body?: object) =>
    call(world.emulator, method, `/_emulator${path}`, { body: body && JSON.stringify(body) });

  it("says what scenarios there are, and runs them by name", async () => {
    const { body } = await control("GET", "/scenarios");
    expect(Object.keys(body)).toEqual(expect.arrayContaining(["fx_charge", "payment", "subscription_start"]));
    const account = world.manual.stripeAccount;
    const made = await control("POST", "/scenario", { name: "payment", account, params: { amount: 700 } });
    expect(made.status).toBe(200);
    const { charges } = (await control("GET", "/oracle")).body;
    expect(charges).toEqual(expect.arrayContaining([expect.objectContaining({ id: made.body.id, captured: 700 })]));
    expect((await control("POST", "/scenario", { name: "toString", account })).status).toBe(400);
  });
});
