import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Tenant } from "@/db/testing-rows";
import { listTransactions } from "../balance/list-transactions";
import { toCurrency } from "../core/currency";
import { listTransactionsInput } from "../core/list-input";
import { feeReportInput } from "../core/report-input";
import { getFeeReport } from "./get-fee-report";
import { sumFeesInLedger } from "./sum-fees-in-ledger";
import { createReportWorld, type ReportWorld } from "./testing";

const usd = toCurrency("usd");
const range = {
  from: new Date("2026-11-01T00:00:00Z"),
  to: new Date("2026-11-23T00:00:00Z"),
  timezone: "UTC",
};
const at = "2026-11-17T15:00:00Z";
/** Fees as a whole, under every type that Stripe books or may book them. */
const wholeRows: [id: string, type: string, category: string, amount: bigint][] = [
  ["txn_2", "stripe_fee", "fee", -200n],
  ["txn_3", "stripe_fx_fee", "fee", -40n],
  ["txn_4", "adjustment", "fee", -7n],
  ["txn_5", "tax_fee", "tax", -30n],
  ["txn_6", "tax_fund", "tax", -11n],
  ["txn_7", "adjustment", "tax", 2n],
  ["txn_8", "network_cost", "network_cost", -5n],
  ["txn_9", "fee_of_2030", "fee", 3n],
];

let world: ReportWorld;
let mine: Tenant;
let other: Tenant;

beforeAll(async () => {
  world = await createReportWorld("2026-11-22T12:00:00Z");
  mine = await world.addTenant("mine");
  other = await world.addTenant("other");
  const fees = [
    ["stripe_fee", 320n],
    ["tax", 61n],
  ] as const;
  await world.transaction(mine, "txn_1", { at, fees });
  for (const [id, type, reportingCategory, amount] of wholeRows) {
    await world.transaction(mine, id, { at, type, reportingCategory, amount });
  }
  // What is no fee, of another time or in another currency.
  await world.transaction(mine, "txn_10", { at, type: "payout", reportingCategory: "payout", amount: -5_000n });
  await world.transaction(mine, "txn_11", { at: "2026-11-23T00:00:00Z", fees });
  await world.transaction(mine, "txn_12", { at, currency: "eur", fees });
  await world.transaction(other, "txn_1", { at, fees: [["stripe_fee", 77_777n]] });
});
afterAll(() => world.close());

const asked = { range, currency: usd };

describe("sumFeesInLedger", () => {
  it("comes to the total of the report, whatever types Stripe booked the fees under", async () => {
    const ctx = world.contextOf(mine);
    const input = feeReportInput.parse({ startDate: "2026-11-01", endDate: "2026-11-22", currency: "usd" });
    const { total } = await getFeeReport(ctx, input);
    expect(total).toBe(381n + 200n + 40n + 7n + 30n + 11n - 2n + 5n - 3n);
    expect(await sumFeesInLedger(ctx, asked)).toBe(total);
  });

  it("reads the sum that a row gives and not its parts, so that it proves them", async () => {
    await world.transaction(other, "txn_2", { at, currency: "gbp", fee: 100n, netAmount: 9_900n, feeDetails: [] });
    expect(await sumFeesInLedger(world.contextOf(other), { range, currency: toCurrency("gbp") })).toBe(100n);
  });

  it("is nothing where nothing was taken", async () => {
    expect(await sumFeesInLedger(world.contextOf(mine), { range, currency: toCurrency("jpy") })).toBe(0n);
  });

  it("is refused for an account that is not ours", async () => {
    const foreign = { ...asked, accountId: "acct_elsewhere" };
    await expect(sumFeesInLedger(world.contextOf(mine), foreign)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the list of fees", () => {
  it("has every row that is a fee as a whole", async () => {
    const page = await listTransactions(world.contextOf(mine), listTransactionsInput.parse({ type: "fees" }));
    const ids = page.data.map((row) => row.stripeBalanceTxnId);
    expect(ids.toSorted()).toEqual(wholeRows.map(([id]) => id).toSorted());
  });
});
