import type Stripe from "stripe";
import { beforeAll, describe, expect, it } from "vitest";
import { createStripeEmulator, type StripeEmulator } from "./emulator";
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

describe("the demo preset", () => {
  // A Wednesday; the history must hold on any day.
  const now = Date.UTC(2026, 10, 25, 9, 30) / 1000;
  let emulator: StripeEmulator;
  let stripe: Stripe;
  const ids = (): string[] => emulator.world.organizations.flatMap(({ accounts }) => accounts.map(({ id }) => id));

  beforeAll(() => {
    emulator = createStripeEmulator({ preset: "demo", now });
    stripe = createTestClient(emulator);
  });

  async function allPayouts(stripeAccount: string): Promise<Stripe.Payout[]> {
    return stripe.payouts.list({ limit: 100 }, { stripeAccount }).autoPagingToArray({ limit: 1_000 });
  }

  it("has a main organization with five currencies of account and a second one", () => {
    const organizations = emulator.world.organizations.map(({ slug, accounts }) => ({
      slug,
      accounts: accounts.map(({ currency, schedule }) => `${currency} ${schedule}`),
    }));
    expect(organizations).toEqual([
      {
        slug: "juniper-supply",
        accounts: [
          "usd manual",
          "usd daily",
          "eur daily",
          "jpy manual",
          "kwd manual",
          "huf manual",
          "usd manual",
          "usd daily",
        ],
      },
      { slug: "harbor-coffee", accounts: ["usd manual"] },
    ]);
  });

  it("has a default account that can pay out at once, with nothing but good payouts", async () => {
    const [first = ""] = ids();
    const { available, pending } = await stripe.balance.retrieve({}, { stripeAccount: first });
    expect(available[0]?.amount).toBeGreaterThan(5_000_000);
    expect(pending[0]?.amount).toBeGreaterThan(0);
    const statuses = new Set((await allPayouts(first)).map((payout) => payout.status));
    expect([...statuses].every((status) => ["paid", "in_transit", "pending"].includes(status))).toBe(true);
    const account = await stripe.accounts.retrieve(first);
    expect(account).toMatchObject({ payouts_enabled: true, default_currency: "usd" });
    const [bank] = account.external_accounts?.data.filter((external) => external.default_for_currency) ?? [];
    expect(bank).toMatchObject({
      object: "bank_account",
      last4: "6789",
      available_payout_methods: ["standard", "instant"],
    });
  });

  it("has an automatic account with reconciled payouts that sum to zero, and with failures", async () => {
    const [, second = ""] = ids();
    const payouts = await allPayouts(second);
    const reconciled = payouts.filter((payout) => payout.automatic && payout.reconciliation_status === "completed");
    expect(reconciled.length).toBeGreaterThan(20);
    for (const { id } of reconciled.slice(0, 30)) {
      const rows = await stripe.balanceTransactions
        .list({ payout: id, limit: 100 }, { stripeAccount: second })
        .autoPagingToArray({ limit: 1_000 });
      expect(rows.reduce((sum, row) => sum + row.net, 0)).toBe(0);
    }
    const failed = payouts.filter((payout) => payout.status === "failed");
    expect(failed.map((payout) => payout.failure_code).toSorted()).toEqual(["account_closed", "no_account"]);
    expect(payouts[0]?.created).toBeGreaterThan(now - 4 * 86_400);
  });

  it("ends now, with money that becomes available over the coming days", async () => {
    const [first = ""] = ids();
    const rows = (await stripe.balanceTransactions.list({ limit: 100 }, { stripeAccount: first })).data;
    expect(rows[0]?.created).toBeLessThanOrEqual(now);
    expect(rows[0]?.created).toBeGreaterThan(now - 86_400);
    const days = new Set(rows.filter((row) => row.status === "pending").map((row) => row.available_on));
    expect(days.size).toBeGreaterThan(1);
  });

  it("has thousands of rows of many kinds, and a ledger that holds", () => {
    const { books } = emulator.snapshot();
    const rows = ids().flatMap((id) => books[id]?.balance_transaction ?? []);
    expect(rows.length).toBeGreaterThan(5_000);
    const types = new Set(rows.map((row) => row.type));
    expect([...types]).toEqual(
      expect.arrayContaining(["charge", "payment", "refund", "adjustment", "payout", "payout_failure"]),
    );
    expect(emulator.verifyLedger()).toEqual({ ok: true, problems: [] });
  });

  it.each([1, 3, 4])("is sound when it starts %i days later", async (days) => {
    const later = createStripeEmulator({ preset: "demo", now: now + days * 86_400 + 12_345 });
    const client = createTestClient(later);
    expect(later.verifyLedger().problems).toEqual([]);
    const [first = "", second = ""] = ids();
    const { available } = await client.balance.retrieve({}, { stripeAccount: first });
    expect(available[0]?.amount).toBeGreaterThan(5_000_000);
    const failed = { status: "failed", limit: 100 } as const;
    expect((await client.payouts.list(failed, { stripeAccount: first })).data).toEqual([]);
    expect((await client.payouts.list(failed, { stripeAccount: second })).data).toHaveLength(2);
  });

  it("can start from nothing too", async () => {
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
