import { beforeEach, describe, expect, it } from "vitest";
import { day } from "./calendar";
import { instantFee, netInstantAvailable } from "./instant";
import { createTinyWorld, refusalOf } from "./test-client";

let world: ReturnType<typeof createTinyWorld>;
beforeEach(() => {
  world = createTinyWorld();
});

function payInstantly(amount: number, params: object = {}) {
  return world.stripe.payouts.create({ amount, currency: "usd", method: "instant", ...params }, world.manual);
}

async function balance() {
  const { available, pending, instant_available: instant } = await world.stripe.balance.retrieve({}, world.manual);
  return { available: available[0]?.amount, pending: pending[0]?.amount, instant: instant?.[0] };
}

async function externalId(last4: string): Promise<string> {
  const { data } = await world.stripe.accounts.listExternalAccounts(world.manual.stripeAccount, {});
  return data.find((external) => external.last4 === last4)?.id ?? "";
}

describe("an instant payout", () => {
  it("costs the account a fee, which the platform earns", async () => {
    const payout = await payInstantly(5_000, { expand: ["balance_transaction", "application_fee"] });
    expect(payout).toMatchObject({
      application_fee_amount: 50,
      application_fee: { amount: 50, fee_source: { type: "payout", payout: payout.id } },
      balance_transaction: { amount: -5_000, fee: 50, net: -5_050, fee_details: [{ type: "application_fee" }] },
    });
    expect((await balance()).available).toBe(147_780 - 5_050);
    expect(world.emulator.verifyLedger()).toEqual({ ok: true, problems: [] });
  });

  it("arrives within half a minute, on cards too", async () => {
    const payout = await payInstantly(5_000, { destination: await externalId("5556") });
    expect(payout.type).toBe("card");
    await world.emulator.advance(30);
    const paid = await world.stripe.payouts.retrieve(payout.id, {}, world.manual);
    expect(paid).toMatchObject({ status: "paid", trace_id: { status: "unsupported" } });
  });

  it("borrows from pending card money above the available balance", async () => {
    const { instant } = await balance();
    expect(instant?.amount).toBe(147_780 + 8_680);
    const most = instant?.net_available?.[0]?.amount ?? 0;
    expect(await refusalOf(payInstantly(most + 1))).toBe("balance_insufficient");
    const payout = await payInstantly(most);
    const { data } = await world.stripe.balanceTransactions.list({ source: payout.id }, world.manual);
    expect(data.map((row) => row.type).toSorted()).toEqual(["advance", "advance_funding", "payout"]);
    const after = await balance();
    expect([after.available, after.pending]).toEqual([0, (instant?.amount ?? 0) - most - instantFee(most, "usd")]);
    expect(world.emulator.verifyLedger().problems).toEqual([]);
  });

  it("gives fee and advance back when it is canceled", async () => {
    const before = await balance();
    const payout = await payInstantly(before.instant?.net_available?.[0]?.amount ?? 0);
    await world.stripe.payouts.cancel(payout.id, {}, world.manual);
    const after = await balance();
    expect([after.available, after.pending]).toEqual([before.available, before.pending]);
    expect(world.emulator.verifyLedger().problems).toEqual([]);
  });

  it("needs a destination that takes instant payouts", async () => {
    expect(await refusalOf(payInstantly(5_000, { destination: await externalId("1116") }))).toBe(
      "instant_payouts_unsupported",
    );
  });

  it("has a least and a greatest amount, and a limit for the day", async () => {
    world.emulator.runScenario("charge", world.manual.stripeAccount, { amount: 3_000_000, available: true });
    expect(await refusalOf(payInstantly(49))).toBe("amount_too_small");
    expect(await refusalOf(payInstantly(999_901))).toBe("amount_too_large");
    await payInstantly(900_000);
    expect(await refusalOf(payInstantly(100_000))).toBe("instant_payouts_limit_exceeded");
    expect((await balance()).instant?.amount).toBe(99_900);
    await world.emulator.advance(day);
    await expect(payInstantly(100_000)).resolves.toMatchObject({ method: "instant" });
  });
});

describe("netInstantAvailable", () => {
  it.each([0, 1, 49, 50, 99, 100, 101, 12_345, 999_900])("is the most of %i that fits with its fee", (amount) => {
    const net = netInstantAvailable(amount, "usd");
    expect(net + instantFee(net, "usd")).toBeLessThanOrEqual(amount);
    expect(net + 1 + instantFee(net + 1, "usd")).toBeGreaterThan(amount);
  });
});
