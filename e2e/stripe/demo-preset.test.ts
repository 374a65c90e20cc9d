import type Stripe from "stripe";
import { beforeAll, describe, expect, it } from "vitest";
import { createStripeEmulator, type StripeEmulator } from "./emulator";
import { createTestClient } from "./test-client";

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
          "eur weekly",
          "jpy manual",
          "kwd manual",
          "huf manual",
          "usd manual",
          "usd weekly",
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

  it("holds what reports and screens look at", async () => {
    const oracle = emulator.oracle();
    const [first, second] = ids();
    const of = <Fact extends { account: string }>(facts: Fact[], account?: string) =>
      facts.filter((fact) => fact.account === account);
    expect([...new Set(oracle.charges.map(({ currency }) => currency))].toSorted()).toEqual([
      "cad",
      "chf",
      "eur",
      "gbp",
      "huf",
      "jpy",
      "kwd",
      "usd",
    ]);
    const oldest = Math.min(...oracle.charges.map(({ at }) => at));
    expect((now - oldest) / 86_400).toBeGreaterThan(540);
    expect([...new Set(of(oracle.disputes, second).map(({ status }) => status))].toSorted()).toEqual(
      expect.arrayContaining(["lost", "needs_response", "won"]),
    );
    const subscriptions = of(oracle.subscriptions, first);
    expect(subscriptions.length).toBeGreaterThan(50);
    expect(subscriptions.filter(({ ended }) => ended !== null).length).toBeGreaterThan(10);
    expect(subscriptions.some(({ status }) => status === "trialing")).toBe(true);
    expect(oracle.fees.some(({ type, account }) => type === "tax" && account === ids()[2])).toBe(true);
    const { books } = emulator.snapshot();
    const rows = ids().reduce((sum, id) => sum + (books[id]?.balance_transaction.length ?? 0), 0);
    expect(rows).toBeGreaterThan(10_000);
  });

  it("has a negative balance, a reversed payout and an account that may not pay out", async () => {
    const [, second = "", , , , , popUp = "", markets = ""] = ids();
    const { available } = await stripe.balance.retrieve({}, { stripeAccount: popUp });
    expect(available[0]?.amount).toBeLessThan(0);
    const payouts = await allPayouts(second);
    const reversed = payouts.find((payout) => payout.reversed_by !== null);
    expect(payouts.find((payout) => payout.id === reversed?.reversed_by)).toMatchObject({
      original_payout: reversed?.id,
      amount: -(reversed?.amount ?? 0),
      status: "paid",
    });
    expect(await stripe.accounts.retrieve(markets)).toMatchObject({
      payouts_enabled: false,
      requirements: { disabled_reason: "requirements.past_due", past_due: ["external_account"] },
    });
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
});
