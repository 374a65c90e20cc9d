import { beforeAll, describe, expect, it } from "vitest";
import { createTinyWorld, refusalOf } from "./test-client";

const { emulator, stripe, manual, daily } = createTinyWorld();
let all: string[];

beforeAll(async () => {
  // Sixty rows in one second, which a cursor by time alone would tear apart.
  emulator.runScenario("charge", manual.stripeAccount, { count: 60 });
  const rows = await stripe.balanceTransactions.list({ limit: 100 }, manual);
  all = rows.data.map((row) => row.id);
});

describe("a list", () => {
  it("is newest first, ties by insertion, ten at a time", async () => {
    const page = await stripe.balanceTransactions.list({}, manual);
    expect(page.data.map((row) => row.id)).toEqual(all.slice(0, 10));
    expect(page.has_more).toBe(true);
    const rows = (await stripe.balanceTransactions.list({ limit: 100 }, manual)).data;
    expect(rows).toHaveLength(84);
    expect(rows.map((row) => row.created)).toEqual(rows.map((row) => row.created).toSorted((a, b) => b - a));
  });

  it("is complete when followed forward", async () => {
    const ids: string[] = [];
    for await (const row of stripe.balanceTransactions.list({ limit: 7 }, manual)) ids.push(row.id);
    expect(ids).toEqual(all);
  });

  it("is complete when followed backward", async () => {
    let ids: string[] = [];
    let before = all.at(-1) ?? "";
    for (let page = 0; page < 20; page++) {
      const { data, has_more } = await stripe.balanceTransactions.list({ limit: 7, ending_before: before }, manual);
      ids = [...data.map((row) => row.id), ...ids];
      before = data[0]?.id ?? "";
      if (!has_more) break;
    }
    expect(ids).toEqual(all.slice(0, -1));
  });

  it("filters by created, exactly and by range", async () => {
    const now = emulator.now();
    const exact = await stripe.balanceTransactions.list({ created: now, limit: 100 }, manual);
    expect(exact.data).toHaveLength(60);
    const older = await stripe.balanceTransactions.list({ created: { lt: now }, limit: 100 }, manual);
    expect(older.data).toHaveLength(24);
    const same = await stripe.balanceTransactions.list({ created: { gte: now, lte: now }, limit: 100 }, manual);
    expect(same.data).toHaveLength(60);
    expect((await stripe.balanceTransactions.list({ created: { gt: now } }, manual)).data).toEqual([]);
  });

  it("filters rows by type, currency and source", async () => {
    const refunds = await stripe.balanceTransactions.list({ type: "refund" }, manual);
    expect(refunds.data).toHaveLength(1);
    const source = refunds.data[0]?.source;
    const bySource = await stripe.balanceTransactions.list({ source: String(source) }, manual);
    expect(bySource.data.map((row) => row.id)).toEqual(refunds.data.map((row) => row.id));
    expect((await stripe.balanceTransactions.list({ currency: "eur" }, manual)).data).toEqual([]);
  });

  it("filters payouts by status, arrival and destination", async () => {
    const pending = await stripe.payouts.list({ status: "pending" }, daily);
    expect(pending.data).toHaveLength(1);
    const [payout] = pending.data;
    const arriving = await stripe.payouts.list({ arrival_date: { gte: payout?.arrival_date } }, daily);
    expect(arriving.data.map((one) => one.id)).toEqual([payout?.id]);
    expect((await stripe.payouts.list({ destination: "ba_none" }, daily)).data).toEqual([]);
  });

  it("refuses limits out of range, unknown cursors and two cursors at once", async () => {
    const list = (params: object) => refusalOf(stripe.payouts.list(params, manual));
    expect(await list({ limit: 0 })).toBe("parameter_invalid_integer");
    expect(await list({ limit: 101 })).toBe("parameter_invalid_integer");
    expect(await list({ starting_after: "po_none" })).toBe("resource_missing");
    expect(await list({ starting_after: "po_a", ending_before: "po_b" })).toBe("parameters_exclusive");
  });

  it("refuses a cursor of another account", async () => {
    const [row] = (await stripe.balanceTransactions.list({}, daily)).data;
    expect(await refusalOf(stripe.balanceTransactions.list({ starting_after: row?.id }, manual))).toBe(
      "resource_missing",
    );
  });
});
