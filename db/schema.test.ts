import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toOrganizationId } from "../lib/core/ids";
import { balanceTransactions, connectedAccounts, payoutEvents, payoutIntents, payouts, webhookEvents } from "./schema";
import { createTestDatabase, type TestDatabase } from "./testing";
import { refusalOf } from "./testing-refusals";
import { accountRow, insertTenant, intentRow, payoutRow, type Tenant, transactionRow } from "./testing-rows";

const codes = { notNull: "23502", foreignKey: "23503", unique: "23505", check: "23514", outOfRange: "22003" };

let database: TestDatabase;
let juniper: Tenant;
let harbor: Tenant;

beforeAll(async () => {
  database = await createTestDatabase();
  juniper = await insertTenant(database.owner, "juniper");
  harbor = await insertTenant(database.owner, "harbor");
});
afterAll(() => database.close());

describe("balance_transactions", () => {
  it.each([
    [{ netAmount: 9_681n }, "balance_transactions_net"],
    [{ fee: -320n }, "balance_transactions_net"],
    [{ currency: "USD" }, "balance_transactions_currency"],
    [{ currency: "" }, "balance_transactions_currency"],
    [{ currency: "usdc" }, "balance_transactions_currency"],
  ])("refuses %o", async (change, constraint) => {
    const insert = database.owner.insert(balanceTransactions).values(transactionRow(juniper, change));
    expect(await refusalOf(insert)).toEqual({ code: codes.check, constraint });
  });

  it("assumes no currency", async () => {
    const insert = database.owner.execute(
      sql`insert into balance_transactions (organization_id, connected_account_id, stripe_balance_txn_id, amount, fee,
            net_amount, type, reporting_category, balance_type, fee_details, available_on, created)
          values (${juniper.organizationId}, ${juniper.connectedAccountId}, 'txn_bare', 1, 0, 1, 'charge', 'charge',
            'payments', '[]', now(), now())`,
    );
    expect(await refusalOf(insert)).toMatchObject({ code: codes.notNull });
  });

  it("takes signed amounts of any size a column holds, and fees that come back", async () => {
    const most = 2n ** 63n - 1n;
    const extremes = [
      transactionRow(juniper, { stripeBalanceTxnId: "txn_most", amount: most, fee: 0n, netAmount: most }),
      transactionRow(juniper, { stripeBalanceTxnId: "txn_least", amount: -most, fee: 0n, netAmount: -most }),
      transactionRow(juniper, { stripeBalanceTxnId: "txn_refund", amount: -500n, fee: -20n, netAmount: -480n }),
    ];
    await database.owner.insert(balanceTransactions).values(extremes);
    const over = transactionRow(juniper, {
      stripeBalanceTxnId: "txn_over",
      amount: most + 1n,
      fee: 1n,
      netAmount: most,
    });
    expect(await refusalOf(database.owner.insert(balanceTransactions).values(over))).toMatchObject({
      code: codes.outOfRange,
    });
  });

  it("knows a row once per account, since Stripe's ids are only unique there", async () => {
    const [mine, theirs] = [juniper, harbor].map((tenant) =>
      transactionRow(tenant, { stripeBalanceTxnId: "txn_same" }),
    );
    if (!mine || !theirs) throw new Error("No rows.");
    await database.owner.insert(balanceTransactions).values([mine, theirs]);
    expect(await refusalOf(database.owner.insert(balanceTransactions).values(mine))).toMatchObject({
      code: codes.unique,
    });
  });
});

describe("payouts", () => {
  it("takes debits, which are negative, and statuses Stripe may add", async () => {
    const debit = payoutRow(juniper, { stripePayoutId: "po_debit", amount: -117_955n, status: "brand_new" });
    await database.owner.insert(payouts).values(debit);
  });

  it("knows a payout once per account", async () => {
    const rows = [juniper, harbor].map((tenant) => payoutRow(tenant, { stripePayoutId: "po_same" }));
    await database.owner.insert(payouts).values(rows);
    expect(await refusalOf(database.owner.insert(payouts).values(rows))).toEqual({
      code: codes.unique,
      constraint: "payouts_stripe_id",
    });
  });

  it("takes an event of Stripe's once, and steps of ours as often as they happen", async () => {
    const [payout] = await database.owner
      .insert(payouts)
      .values(payoutRow(juniper, { stripePayoutId: "po_events" }))
      .returning({ id: payouts.id });
    const row = { organizationId: juniper.organizationId, payoutId: payout?.id ?? "", at: new Date(), type: "x" };
    const event = { ...row, source: "webhook" as const, stripeEventId: "evt_1" };
    await database.owner.insert(payoutEvents).values(event);
    expect(await refusalOf(database.owner.insert(payoutEvents).values(event))).toMatchObject({ code: codes.unique });
    const step = { ...row, source: "person" as const };
    await database.owner.insert(payoutEvents).values([step, step]);
  });
});

describe("payout_intents", () => {
  it.each([
    [{ amount: 0n }, "payout_intents_amount"],
    [{ amount: -1n }, "payout_intents_amount"],
    [{ amount: 2n ** 53n }, "payout_intents_amount"],
    [{ currency: "US" }, "payout_intents_currency"],
    [{ state: "sent" as const }, "payout_intents_sent"],
    [{ state: "succeeded" as const }, "payout_intents_succeeded"],
  ])("refuses %o", async (change, constraint) => {
    const insert = database.owner.insert(payoutIntents).values(intentRow(juniper, change));
    expect(await refusalOf(insert)).toEqual({ code: codes.check, constraint });
  });

  it("takes the largest amount that JSON carries exactly", async () => {
    await database.owner.insert(payoutIntents).values(intentRow(juniper, { amount: 2n ** 53n - 1n }));
  });

  it("takes a client's key once per organization, for ever", async () => {
    const clientKey = randomUUID();
    await database.owner
      .insert(payoutIntents)
      .values([intentRow(juniper, { clientKey }), intentRow(harbor, { clientKey })]);
    const again = intentRow(juniper, { clientKey, state: "failed" });
    expect(await refusalOf(database.owner.insert(payoutIntents).values(again))).toEqual({
      code: codes.unique,
      constraint: "payout_intents_client_key",
    });
  });

  it("lets a payout of Stripe's belong to one intent", async () => {
    const done = () => intentRow(juniper, { state: "succeeded", sentAt: new Date(), stripePayoutId: "po_once" });
    await database.owner.insert(payoutIntents).values(done());
    expect(await refusalOf(database.owner.insert(payoutIntents).values(done()))).toMatchObject({ code: codes.unique });
  });
});

describe("connected_accounts", () => {
  it("gives an organization one default", async () => {
    const { organizationId } = juniper;
    await database.owner.insert(connectedAccounts).values(accountRow(organizationId));
    const second = database.owner.insert(connectedAccounts).values(accountRow(organizationId, { isDefault: true }));
    expect(await refusalOf(second)).toEqual({ code: codes.unique, constraint: "connected_accounts_one_default" });
  });

  it("belongs to one organization alone", async () => {
    const stripeAccountId = "acct_shared";
    await database.owner.insert(connectedAccounts).values(accountRow(juniper.organizationId, { stripeAccountId }));
    const claim = database.owner
      .insert(connectedAccounts)
      .values(accountRow(harbor.organizationId, { stripeAccountId }));
    expect(await refusalOf(claim)).toMatchObject({ code: codes.unique });
  });

  it("needs an organization that exists, and a currency", async () => {
    const insert = (row: ReturnType<typeof accountRow>) =>
      refusalOf(database.owner.insert(connectedAccounts).values(row));
    expect(await insert(accountRow(toOrganizationId("org_nobody")))).toMatchObject({ code: codes.foreignKey });
    expect(await insert(accountRow(juniper.organizationId, { defaultCurrency: "Usd" }))).toMatchObject({
      code: codes.check,
    });
  });
});

describe("webhook_events", () => {
  it("keeps an event once, whoever it is for", async () => {
    const at = new Date("2026-11-22T14:00:00Z");
    const event = { id: "evt_1", type: "payout.paid", livemode: false, payload: {}, created: at, receivedAt: at };
    await database.owner.insert(webhookEvents).values(event);
    const again = await database.owner.insert(webhookEvents).values(event).onConflictDoNothing().returning();
    expect(again).toEqual([]);
    expect(await refusalOf(database.owner.insert(webhookEvents).values(event))).toMatchObject({ code: codes.unique });
  });
});
