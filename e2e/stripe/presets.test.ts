import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { createStripeEmulator } from "./emulator";
import { createTestClient, createTinyWorld } from "./test-client";

describe("the tiny preset", () => {
  const { stripe, emulator, manual, daily, other } = createTinyWorld();

  async function balance(options: Stripe.RequestOptions) {
    const { available, pending } = await stripe.balance.retrieve({}, options);
    return [available, pending].map(([entry, ...rest]) => {
      expect([entry?.currency, rest]).toEqual(["usd", []]);
      return entry?.amount;
    });
  }

  it("has three accounts in two organizations", () => {
    expect(emulator.world.organizations).toMatchObject([
      { slug: "tiny-one", accounts: [{ schedule: "manual", currency: "usd" }, { schedule: "daily" }] },
      { slug: "tiny-two", accounts: [{ schedule: "manual" }] },
    ]);
  });

  it("has sums that can be checked by hand", async () => {
    // 21 of 22 charges have settled: 21 x 86.80 - 45.00 refunded - 300.00 paid out.
    expect(await balance(manual)).toEqual([21 * 8_680 - 4_500 - 30_000, 8_680]);
    // Every charge but today's is in a payout.
    expect(await balance(daily)).toEqual([0, 4_325]);
    expect(await balance(other)).toEqual([9 * 1_712, 1_712]);
  });

  it("has few rows, with their fees", async () => {
    const rows = (await stripe.balanceTransactions.list({ limit: 100 }, manual)).data;
    expect(rows).toHaveLength(24);
    const charge = rows.find((row) => row.type === "charge");
    expect(charge).toMatchObject({ amount: 10_000, fee: 1_320, net: 8_680 });
    expect(charge?.fee_details.map(({ type, amount }) => [type, amount])).toEqual([
      ["stripe_fee", 320],
      ["application_fee", 1_000],
    ]);
    const refund = rows.find((row) => row.type === "refund");
    expect(refund).toMatchObject({ amount: -5_000, fee: -500, net: -4_500 });
  });

  it("has external accounts for every outcome", async () => {
    const { data } = await stripe.accounts.listExternalAccounts(manual.stripeAccount, {});
    expect(data.map((external) => [external.object, external.last4, external.default_for_currency])).toEqual([
      ["bank_account", "9990", false],
      ["bank_account", "1116", false],
      ["card", "5556", false],
      ["bank_account", "6789", true],
    ]);
  });

  it("begins with customers whose addresses charges share", async () => {
    const { data } = await stripe.charges.list({ limit: 1 }, manual);
    expect(data[0]?.billing_details.email).toMatch(/^customer-\d@example\.com$/);
  });
});

describe("the empty preset", () => {
  it("has an account that never moved money", async () => {
    const empty = createStripeEmulator({ preset: "empty" });
    const stripeAccount = empty.world.organizations[0]?.accounts[0]?.id;
    const client = createTestClient(empty);
    expect((await client.balance.retrieve({}, { stripeAccount })).available).toMatchObject([
      { amount: 0, currency: "usd" },
    ]);
    expect((await client.balanceTransactions.list({}, { stripeAccount })).data).toEqual([]);
  });
});

describe("a world", () => {
  it("is the same for the same seed, and another for another", () => {
    const one = createStripeEmulator({ preset: "tiny", seed: 7 }).serialize();
    expect(createStripeEmulator({ preset: "tiny", seed: 7 }).serialize()).toBe(one);
    expect(createStripeEmulator({ preset: "tiny", seed: 8 }).world.secretKey).not.toBe(
      createStripeEmulator({ preset: "tiny", seed: 7 }).world.secretKey,
    );
  });

  it("has ids in Stripe's form", async () => {
    const { stripe, manual } = createTinyWorld();
    const [row] = (await stripe.balanceTransactions.list({}, manual)).data;
    const payout = await stripe.payouts.create({ amount: 100, currency: "usd" }, manual);
    expect(manual.stripeAccount).toMatch(/^acct_[0-9A-Za-z]{16}$/);
    expect(row?.id).toMatch(/^txn_[0-9A-Za-z]{24}$/);
    expect(payout.id).toMatch(/^po_[0-9A-Za-z]{24}$/);
  });

  it("goes on from a snapshot as if nothing had happened since", async () => {
    const { stripe, emulator, manual } = createTinyWorld();
    const snapshot = emulator.snapshot();
    const pay = () => stripe.payouts.create({ amount: 1_000, currency: "usd" }, { ...manual, idempotencyKey: "key" });
    const first = await pay();
    await emulator.advance(500);
    emulator.restore(snapshot);
    expect((await stripe.payouts.list({}, manual)).data.map(({ id }) => id)).not.toContain(first.id);
    expect((await pay()).id).toBe(first.id);
    await emulator.advance(120);
    expect((await stripe.payouts.retrieve(first.id, {}, manual)).status).toBe("paid");
  });

  it("does not accept snapshots of another version", () => {
    const { emulator } = createTinyWorld();
    expect(() => emulator.restore({ ...emulator.snapshot(), version: 0 })).toThrow("version");
  });
});
