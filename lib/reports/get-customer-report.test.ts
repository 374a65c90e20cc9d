import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectedAccounts } from "@/db/schema";
import { accountRow, type Tenant } from "@/db/testing-rows";
import type { Actor } from "../core/access";
import { toConnectedAccountId } from "../core/ids";
import { customerReportInput } from "../core/report-input";
import { getCustomerReport } from "./get-customer-report";
import { createReportWorld, type ReportWorld } from "./testing";

let world: ReportWorld;
let mine: Tenant;
let firstStripeId: string;
let second: Tenant;
let secondStripeId: string;
let other: Tenant;

const [october, early, late, december] = [
  "2026-10-10T10:00:00Z",
  "2026-11-03T10:00:00Z",
  "2026-11-17T10:00:00Z",
  "2026-12-01T00:00:00Z",
];

beforeAll(async () => {
  world = await createReportWorld("2026-12-05T12:00:00Z");
  mine = await world.addTenant("mine");
  other = await world.addTenant("other");
  const accounts = await world.db.select().from(connectedAccounts);
  firstStripeId = accounts.find(({ id }) => id === mine.connectedAccountId)?.stripeAccountId ?? "";
  const row = accountRow(mine.organizationId, { defaultCurrency: "eur" });
  secondStripeId = row.stripeAccountId;
  const [account] = await world.db.insert(connectedAccounts).values(row).returning({ id: connectedAccounts.id });
  second = { ...mine, connectedAccountId: toConnectedAccountId(account?.id ?? "") };
  await addPayments();
  await addSubscriptions();
  await world.charge(other, "ch_1", { at: early, stripeCustomerId: "cus_old", amount: 77_777n });
  await world.charge(other, "ch_2", { at: early, currency: "gbp" });
  await world.subscription(other, "sub_1", { start: october, stripeCustomerId: "cus_old" });
});
afterAll(() => world.close());

async function addPayments() {
  // Came in October, and again in November; their name at Stripe goes before the one on the payment.
  await world.customer(mine, "cus_old", { name: "Old Customer", email: "old@example.com" });
  await world.charge(mine, "ch_1", { at: october, stripeCustomerId: "cus_old" });
  await world.charge(mine, "ch_2", { at: early, stripeCustomerId: "cus_old", amount: 5_000n, billingName: "Typed" });
  // New in November, twice; only the second payment is in dollars.
  await world.charge(mine, "ch_3", { at: early, stripeCustomerId: "cus_new", currency: "eur", amount: 400n });
  await world.charge(mine, "ch_4", { at: late, stripeCustomerId: "cus_new", amount: 9_000n, billingName: "New" });
  // A guest known by e-mail, and two by nothing at all.
  const guest = { customerKey: "guest@example.com", billingEmail: "Guest@example.com" };
  await world.charge(mine, "ch_5", { at: early, ...guest, amount: 1_000n });
  await world.charge(mine, "ch_6", { at: late, ...guest, amount: 2_000n });
  await world.charge(mine, "ch_7", { at: late, amount: 50n });
  await world.charge(mine, "ch_8", { at: late, amount: 60n });
  // Deleted at Stripe since: what they typed then is not shown any more.
  await world.customer(mine, "cus_gone", { deletedAt: new Date(december) });
  await world.charge(mine, "ch_9", { at: late, stripeCustomerId: "cus_gone", amount: 70n, billingName: "Gone" });
  // Nobody: a payment that failed, and one after the range.
  await world.charge(mine, "ch_10", { at: early, stripeCustomerId: "cus_failed", status: "failed" });
  await world.charge(mine, "ch_11", { at: december, stripeCustomerId: "cus_late" });
  // The same id on another account is somebody else.
  await world.charge(second, "ch_1", { at: late, stripeCustomerId: "cus_old", amount: 100n });
}

async function addSubscriptions() {
  const add = (id: string, stripeCustomerId: string, start: string, end?: string, status?: string) =>
    world.subscription(mine, id, { stripeCustomerId, start, end, ...(status ? { status } : {}) });
  // There at the start, and still at the end.
  await add("sub_1", "cus_old", october);
  // There at the start and gone, to come back only in December.
  await add("sub_2", "cus_left", october, early);
  await add("sub_3", "cus_left", december);
  // There at the start; one of two ended.
  await add("sub_4", "cus_two", october, early);
  await add("sub_5", "cus_two", october);
  // There at the start, ended, and begun again within the range.
  await add("sub_6", "cus_back", october, early);
  await add("sub_7", "cus_back", late, undefined, "trialing");
  // Came and went within the range; came and stayed.
  await add("sub_8", "cus_short", early, late);
  await add("sub_9", "cus_new", late);
  // Left before the range, and after it.
  await add("sub_10", "cus_before", "2026-09-01T00:00:00Z", october);
  await add("sub_11", "cus_after", october, december);
  // Never came to be.
  await add("sub_12", "cus_incomplete", early, undefined, "incomplete");
  await add("sub_13", "cus_expired", early, late, "incomplete_expired");
}

const november = { startDate: "2026-11-01", endDate: "2026-11-30" };

function report(query: Record<string, string>, tenant = mine) {
  return getCustomerReport(world.contextOf(tenant), customerReportInput.parse(query));
}

describe("getCustomerReport", () => {
  it("counts everybody by their first activity, in any currency", async () => {
    expect(await report(november)).toMatchObject({
      // By payments: old, new, guest, two nameless, gone, and old of the second account. By subscriptions alone:
      // left, two, back, short, before, after.
      totalCustomers: 13,
      // All of those but old, left, two, back, before and after.
      newCustomers: 7,
      activeCustomers: 7,
      returningCustomers: 1,
    });
  });

  it("counts as new who only subscribed, and as active only who paid", async () => {
    const { totalCustomers, newCustomers, activeCustomers } = await report({
      startDate: "2026-10-01",
      endDate: "2026-10-31",
    });
    expect({ totalCustomers, newCustomers, activeCustomers }).toEqual({
      totalCustomers: 6,
      newCustomers: 5,
      activeCustomers: 1,
    });
  });

  it("says who left of those who could", async () => {
    const { churn, churnRate } = await report(november);
    // At the start: old, left, two, back, after. Joined: short, new. Lost: left, short.
    expect(churn).toEqual({ atStart: 5, joined: 2, lost: 2 });
    expect(churnRate).toBe(2 / 7);
  });

  it("counts an end or a start at the very beginning of the range as one within it", async () => {
    const { churn } = await report({ startDate: early, endDate: late });
    // At the start, two ended then and one of those is gone for good. Back comes again only when it is over.
    expect(churn).toEqual({ atStart: 5, joined: 1, lost: 2 });
  });

  it("has no rate where nobody could leave", async () => {
    const { churn, churnRate } = await report({ ...november, accountId: secondStripeId });
    expect({ churn, churnRate }).toEqual({ churn: { atStart: 0, joined: 0, lost: 0 }, churnRate: null });
  });

  it("ranks by what was paid in the report's currency", async () => {
    const { topCustomers, revenue, payments, payingCustomers, otherCurrencies } = await report(november);
    expect(topCustomers.map((top) => [top.customerId, top.name, top.email, top.revenue, top.count])).toEqual([
      ["cus_new", "New", null, 9_000n, 1],
      ["cus_old", "Old Customer", "old@example.com", 5_000n, 1],
      [null, null, "Guest@example.com", 3_000n, 2],
      ["cus_old", null, null, 100n, 1],
      ["cus_gone", null, null, 70n, 1],
      [null, null, null, 60n, 1],
      [null, null, null, 50n, 1],
    ]);
    expect(topCustomers.map((top) => top.accountId)).toContain(secondStripeId);
    expect(topCustomers[2]?.lastPaymentAt).toEqual(new Date(late));
    expect({ revenue, payments, payingCustomers, otherCurrencies }).toEqual({
      revenue: 17_280n,
      payments: 8,
      payingCustomers: 7,
      otherCurrencies: ["eur"],
    });
  });

  it("names no more top customers than asked for", async () => {
    const { topCustomers, revenue } = await report({ ...november, limit: "2" });
    expect(topCustomers.map(({ revenue }) => revenue)).toEqual([9_000n, 5_000n]);
    expect(revenue).toBe(17_280n);
  });

  it("keeps the counts of all currencies in a report of one", async () => {
    expect(await report({ ...november, currency: "eur" })).toMatchObject({
      totalCustomers: 13,
      activeCustomers: 7,
      revenue: 400n,
      payingCustomers: 1,
      topCustomers: [{ customerId: "cus_new", revenue: 400n, count: 1 }],
      otherCurrencies: ["usd"],
    });
  });

  it("tells the new from the returning in each week", async () => {
    const { groupBy, periods } = await report(november);
    expect(groupBy).toBe("week");
    expect(
      periods.map(({ date, newCustomers, returningCustomers }) => [date, newCustomers, returningCustomers]),
    ).toEqual([
      ["2026-11-01", 0, 0],
      ["2026-11-02", 2, 1],
      ["2026-11-09", 0, 0],
      ["2026-11-16", 4, 2],
      ["2026-11-23", 0, 0],
      ["2026-11-30", 0, 0],
    ]);
  });

  it("divides up to fourteen days by days", async () => {
    expect(await report({ startDate: "2026-11-01", endDate: "2026-11-14" })).toMatchObject({ groupBy: "day" });
    expect(await report({ startDate: "2026-11-01", endDate: "2026-11-15" })).toMatchObject({ groupBy: "week" });
  });

  it("can be of one account", async () => {
    expect(await report({ ...november, accountId: firstStripeId })).toMatchObject({
      totalCustomers: 12,
      revenue: 17_180n,
    });
    expect(await report({ ...november, accountId: secondStripeId, currency: "usd" })).toMatchObject({
      totalCustomers: 1,
      newCustomers: 1,
      revenue: 100n,
    });
  });

  it("holds nothing of another organization", async () => {
    const { totalCustomers, churn, topCustomers } = await report(november, other);
    expect({ totalCustomers, churn }).toEqual({ totalCustomers: 2, churn: { atStart: 1, joined: 0, lost: 0 } });
    expect(topCustomers).toEqual([expect.objectContaining({ customerId: "cus_old", name: null, revenue: 77_777n })]);
    await expect(report({ ...november, accountId: secondStripeId }, other)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is refused without the right to read reports", async () => {
    const key: Actor = { kind: "apiKey", keyId: "key_1", name: "Balance", scopes: ["balance:read"] };
    const asking = getCustomerReport({ ...world.contextOf(mine), actor: key }, customerReportInput.parse({}));
    await expect(asking).rejects.toMatchObject({ code: "insufficient_scope" });
  });
});
