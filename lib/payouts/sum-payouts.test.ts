import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withOrg } from "@/db/with-org";
import { toCurrency } from "../core/currency";
import { money } from "../core/money";
import type { StripePayout } from "../core/payout";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { recordPayout } from "./record-payout";
import { sumPayouts } from "./sum-payouts";

let world: TestWorld;
let ours: TestOrganization;
let theirs: TestOrganization;
beforeAll(async () => {
  world = await createWorld();
  ours = world.organization(0);
  theirs = world.organization(1);
});
afterAll(() => world.close());

let made = 0;

function record(organization: TestOrganization, changes: Partial<StripePayout>) {
  const [account] = organization.accounts;
  if (!account) throw new Error("No account.");
  const ctx = organization.asSystem();
  const scope = {
    organizationId: organization.organizationId,
    connectedAccountId: account.id,
    stripeAccountId: account.stripeAccountId,
    log: ctx.log,
  };
  const payout = { ...blank, stripePayoutId: `po_sum${++made}`, ...changes };
  return withOrg(ctx, (tx) => recordPayout(tx, scope, payout, { source: "sync", fetchedAt: later }));
}

const from = new Date("2026-11-01T00:00:00Z");
const later = new Date("2026-11-02T00:00:00Z");
const blank: Omit<StripePayout, "stripePayoutId"> = {
  amount: money(0n, toCurrency("usd")),
  status: "pending",
  arrivalDate: later,
  createdAt: later,
  automatic: false,
  method: "standard",
  type: "bank_account",
  sourceType: "card",
  destination: null,
  description: null,
  statementDescriptor: null,
  failureCode: null,
  failureMessage: null,
  balanceTransactionId: null,
  failureBalanceTransactionId: null,
  originalPayoutId: null,
  reversedById: null,
  reconciliationStatus: "not_applicable",
  traceId: null,
  applicationFeeMinor: null,
  metadata: {},
  livemode: false,
};

describe("sumPayouts", () => {
  it("has nothing to add up without payouts", async () => {
    expect(await sumPayouts(ours.as("viewer"), { from })).toEqual([]);
  });

  it("adds up per status and currency, from a moment on, and only what is ours", async () => {
    await record(ours, { amount: money(1_000n, toCurrency("usd")), status: "paid", createdAt: later });
    await record(ours, { amount: money(250n, toCurrency("usd")), status: "paid", createdAt: from });
    await record(ours, { amount: money(9_000n, toCurrency("jpy")), status: "paid", createdAt: later });
    await record(ours, { amount: money(700n, toCurrency("usd")), status: "failed", createdAt: later });
    await record(ours, { amount: money(5n, toCurrency("usd")), createdAt: new Date(from.getTime() - 1) });
    await record(theirs, { amount: money(77n, toCurrency("usd")), status: "paid", createdAt: later });

    expect(await sumPayouts(ours.as("viewer"), { from })).toEqual([
      { status: "failed", count: 1, amount: money(700n, toCurrency("usd")) },
      { status: "paid", count: 1, amount: money(9_000n, toCurrency("jpy")) },
      { status: "paid", count: 2, amount: money(1_250n, toCurrency("usd")) },
    ]);
    expect(await sumPayouts(theirs.as("viewer"), { from })).toEqual([
      { status: "paid", count: 1, amount: money(77n, toCurrency("usd")) },
    ]);
  });
});
