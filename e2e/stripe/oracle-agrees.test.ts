import type Stripe from "stripe";
import { beforeAll, describe, expect, it } from "vitest";
import { createStripeEmulator } from "./emulator";
import type { Oracle } from "./oracle";
import { createTestClient } from "./test-client";

type Served = {
  charges: Stripe.Charge[];
  refunds: Stripe.Refund[];
  disputes: Stripe.Dispute[];
  rows: Stripe.BalanceTransaction[];
  subscriptions: Stripe.Subscription[];
  customers: Stripe.Customer[];
};

const emulator = createStripeEmulator({ preset: "varied" });
const stripe = createTestClient(emulator);
const accounts = emulator.world.organizations.flatMap((organization) => organization.accounts.map(({ id }) => id));
const all = { limit: 10_000 };
const page = { limit: 100 };

async function servedOf(stripeAccount: string): Promise<Served> {
  const options = { stripeAccount };
  return {
    charges: await stripe.charges.list(page, options).autoPagingToArray(all),
    refunds: await stripe.refunds.list(page, options).autoPagingToArray(all),
    disputes: await stripe.disputes.list(page, options).autoPagingToArray(all),
    rows: await stripe.balanceTransactions.list(page, options).autoPagingToArray(all),
    subscriptions: await stripe.subscriptions.list({ ...page, status: "all" }, options).autoPagingToArray(all),
    customers: await stripe.customers.list(page, options).autoPagingToArray(all),
  };
}

/** Lines that can be compared whatever their order. */
function sorted(lines: unknown[][]): string[] {
  return lines.map((line) => line.join(" ")).toSorted();
}

describe.each(accounts)("the facts of %s are what Stripe serves:", (account) => {
  let served: Served;
  let oracle: Oracle;
  beforeAll(async () => {
    served = await servedOf(account);
    oracle = emulator.oracle();
  });
  const mine = <Fact extends { account: string }>(facts: Fact[]): Fact[] =>
    facts.filter((fact) => fact.account === account);

  it("charges", () => {
    const facts = mine(oracle.charges).map((fact) => [
      ...[fact.id, fact.at, fact.currency, fact.amount, fact.captured, fact.succeeded],
      ...[fact.customer, fact.email, fact.name],
    ]);
    const theirs = served.charges.map((charge) => [
      ...[charge.id, charge.created, charge.currency, charge.amount, charge.amount_captured],
      ...[charge.status === "succeeded", charge.customer],
      ...[charge.billing_details.email, charge.billing_details.name],
    ]);
    expect(sorted(facts)).toEqual(sorted(theirs));
    expect(facts.length).toBeGreaterThan(20);
  });

  it("refunds and disputes", () => {
    expect(
      sorted(mine(oracle.refunds).map(({ id, at, amount, currency, status }) => [id, at, amount, currency, status])),
    ).toEqual(
      sorted(
        served.refunds.map(({ id, created, amount, currency, status }) => [id, created, amount, currency, status]),
      ),
    );
    expect(
      sorted(mine(oracle.disputes).map(({ id, at, amount, currency, status }) => [id, at, amount, currency, status])),
    ).toEqual(
      sorted(
        served.disputes.map(({ id, created, amount, currency, status }) => [id, created, amount, currency, status]),
      ),
    );
  });

  it("fees", () => {
    const details = served.rows.flatMap((row) =>
      row.fee_details.map(({ amount, type }) => [row.id, row.created, row.currency, amount, type, row.type]),
    );
    const whole = served.rows
      .filter((row) => ["fee", "tax", "network_cost"].includes(row.reporting_category))
      .map((row) => [row.id, row.created, row.currency, -row.amount, row.type, row.type]);
    const facts = mine(oracle.fees).map((fact) => [
      fact.id,
      fact.at,
      fact.currency,
      fact.amount,
      fact.type,
      fact.rowType,
    ]);
    expect(sorted(facts)).toEqual(sorted([...details, ...whole]));
  });

  it("subscriptions and customers", () => {
    expect(
      sorted(
        mine(oracle.subscriptions).map(({ id, customer, start, ended, status }) => [
          id,
          customer,
          start,
          ended,
          status,
        ]),
      ),
    ).toEqual(
      sorted(
        served.subscriptions.map(({ id, customer, start_date, ended_at, status }) => [
          id,
          customer,
          start_date,
          ended_at,
          status,
        ]),
      ),
    );
    const present = mine(oracle.customers).filter((fact) => fact.deletedAt === null);
    expect(sorted(present.map(({ id, at, email, name }) => [id, at, email, name]))).toEqual(
      sorted(served.customers.map(({ id, created, email, name }) => [id, created, email, name ?? null])),
    );
  });
});

describe("the varied world", () => {
  it("holds every kind of thing at least once", () => {
    const { charges, refunds, disputes, fees, subscriptions, customers } = emulator.oracle();
    const kinds = (values: unknown[]): unknown[] => [...new Set(values)].toSorted();
    expect(kinds(charges.map(({ currency }) => currency))).toEqual(
      expect.arrayContaining(["eur", "huf", "jpy", "kwd", "usd"]),
    );
    expect(charges.some((charge) => charge.succeeded && charge.captured > 0 && charge.captured < charge.amount)).toBe(
      true,
    );
    expect(charges.some((charge) => charge.succeeded && charge.captured === 0)).toBe(true);
    expect(charges.some((charge) => !charge.succeeded)).toBe(true);
    expect(charges.some((charge) => charge.email !== null && charge.email !== charge.email.toLowerCase())).toBe(true);
    expect(charges.some(({ customer, email }) => customer === null && email === null)).toBe(true);
    expect(kinds(refunds.map(({ status }) => status))).toEqual(["failed", "pending", "succeeded"]);
    expect(kinds(disputes.map(({ status }) => status))).toEqual(
      expect.arrayContaining(["lost", "needs_response", "warning_closed", "won"]),
    );
    expect(kinds(fees.map(({ type, category }) => `${type} ${category}`))).toEqual(
      expect.arrayContaining([
        "adjustment fee",
        "application_fee charge",
        "application_fee refund",
        "stripe_fee charge",
        "stripe_fee dispute",
        "stripe_fee fee",
        "stripe_fee network_cost",
        "stripe_fx_fee fee",
        "tax charge",
        "tax_fee tax",
      ]),
    );
    expect(kinds(subscriptions.map(({ status }) => status))).toEqual(
      expect.arrayContaining(["active", "canceled", "incomplete_expired", "past_due", "trialing"]),
    );
    expect(customers.some(({ deletedAt }) => deletedAt !== null)).toBe(true);
    expect(emulator.verifyLedger().problems).toEqual([]);
  });
});
