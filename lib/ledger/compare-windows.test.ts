import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { balanceTransactions, ledgerWindows } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { linkTransactions } from "../balance/link-transactions";
import { recordTransactions } from "../balance/record-transactions";
import { toCurrency } from "../core/currency";
import type { StripeTransaction } from "../core/transaction";
import { createWorld, type TestWorld } from "../testing";
import { compareWindows } from "./compare-windows";

let world: TestWorld;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.owner.delete(balanceTransactions);
  await world.owner.delete(ledgerWindows);
});

const usd = toCurrency("usd");
const row = (id: string, changes: Partial<StripeTransaction> = {}): StripeTransaction => ({
  stripeBalanceTxnId: id,
  amountMinor: 10_000n,
  feeMinor: 320n,
  netMinor: 9_680n,
  currency: usd,
  type: "charge",
  reportingCategory: "charge",
  balanceType: "payments",
  sourceId: `ch_${id}`,
  description: "An order",
  exchangeRate: null,
  feeDetails: [{ type: "stripe_fee", minor: 320n, currency: usd, description: null }],
  availableOn: new Date("2026-11-24T00:00:00Z"),
  createdAt: new Date("2026-11-22T14:00:03Z"),
  ...changes,
});
const nextDay = { createdAt: new Date("2026-11-23T00:00:00Z") };
const lastSecond = { createdAt: new Date("2026-11-22T23:59:59Z") };

function scope(index = 0) {
  const { organizationId, accounts } = world.organization(index);
  if (!accounts[0]) throw new Error("The preset has fewer accounts.");
  return { organizationId, connectedAccountId: accounts[0].id };
}
const record = (...rows: StripeTransaction[]) =>
  withOrg(world.organization(0).asSystem(), (tx) => recordTransactions(tx, scope(), rows));
const link = (stripePayoutId: string, ids: string[]) =>
  withOrg(world.organization(0).asSystem(), (tx) => linkTransactions(tx, scope(), { stripePayoutId, ids }));
const differing = (index = 0) => compareWindows(world.organization(index).asSystem(), scope(index));
const windows = () => world.owner.select().from(ledgerWindows).orderBy(ledgerWindows.startsAt, ledgerWindows.currency);
const ofRow = (id: string) => eq(balanceTransactions.stripeBalanceTxnId, id);

describe("the windows of a ledger", () => {
  it("come to what was written, per currency and day in UTC", async () => {
    await record(row("txn_1"), row("txn_2", lastSecond), row("txn_3", nextDay));
    await record(row("txn_4", { ...nextDay, currency: toCurrency("eur") }));
    expect(await windows()).toMatchObject([
      { currency: "usd", startsAt: new Date("2026-11-22T00:00:00Z"), rowCount: 2, amount: 20_000n, fee: 640n },
      { currency: "eur", startsAt: new Date("2026-11-23T00:00:00Z"), rowCount: 1, net: 9_680n },
      { currency: "usd", startsAt: new Date("2026-11-23T00:00:00Z"), rowCount: 1, net: 9_680n, listedAt: null },
    ]);
    expect(await differing()).toEqual([]);
  });

  it("stay as they are when nothing is written, and move with what is", async () => {
    await record(row("txn_1"), row("txn_2"));
    const before = await windows();
    await record(row("txn_1"), row("txn_2"));
    expect(await windows()).toEqual(before);
    await record(row("txn_1", { description: "Renamed", availableOn: new Date("2026-11-25T00:00:00Z") }));
    expect((await windows())[0]?.hash).not.toBe(before[0]?.hash);
    expect(await differing()).toEqual([]);
  });

  it("move with the payout that rows are tied to, and are the same once the tie is gone again", async () => {
    await record(row("txn_1"), row("txn_2"), row("txn_3", nextDay));
    const before = await windows();
    expect((await link("po_1", ["txn_1", "txn_3"])).map(({ id }) => id)).toEqual(["txn_1", "txn_3"]);
    expect(await differing()).toEqual([]);
    expect(await link("po_1", ["txn_1", "txn_3"])).toEqual([]);
    expect((await link("po_1", ["txn_2"])).map(({ id }) => id)).toEqual(["txn_1", "txn_2", "txn_3"]);
    expect(await differing()).toEqual([]);
    await link("po_1", []);
    expect(await windows()).toEqual(before);
  });

  it("come out the same in whichever order and however often rows come, and from two writers at once", async () => {
    const many = Array.from({ length: 700 }, (_, n) => row(`txn_${n}`, n % 3 === 0 ? nextDay : {}));
    const renamed = many.map((one) => ({ ...one, description: "Renamed" }));
    await Promise.all([record(...many), record(...renamed.toReversed()), record(...many.slice(100, 300))]);
    expect(await differing()).toEqual([]);
    await record(...many);
    const before = await windows();
    await world.owner.delete(balanceTransactions);
    await world.owner.delete(ledgerWindows);
    for (let start = 0; start < 700; start += 350) await record(...many.toReversed().slice(start, start + 350));
    expect(await windows()).toEqual(before);
  });

  it.each<[string, Record<string, unknown>]>([
    ["amount and fee shifted together", { amount: 10_777n, fee: 1_097n }],
    ["amount and net", { amount: 10_777n, netAmount: 10_457n }],
    ["the type", { type: "payment" }],
    ["the category", { reportingCategory: "refund" }],
    ["the balance type", { balanceType: "issuing" }],
    ["the source", { sourceId: "ch_other" }],
    ["the description", { description: null }],
    ["an empty description for none", { description: "" }],
    ["the exchange rate", { exchangeRate: "1.1" }],
    ["the fees", { feeDetails: [] }],
    ["when it becomes available", { availableOn: new Date("2026-11-24T00:00:01Z") }],
    ["when it was made", { created: new Date("2026-11-22T14:00:04Z") }],
    ["the currency", { currency: "eur" }],
    ["the id", { stripeBalanceTxnId: "txn_9" }],
    ["the payout", { stripePayoutId: "po_9" }],
  ])("differ after %s changed by hand, also when the day is written to afterwards", async (_, change) => {
    await record(row("txn_1"), row("txn_2"), row("txn_3", nextDay));
    await world.owner.update(balanceTransactions).set(change).where(ofRow("txn_1"));
    const found = await differing();
    expect(found.some(({ startsAt }) => startsAt.toISOString().startsWith("2026-11-22"))).toBe(true);
    expect(found.some(({ startsAt }) => startsAt.toISOString().startsWith("2026-11-23"))).toBe(false);
    await record(row("txn_1"), row("txn_2", { description: "Renamed" }), row("txn_4"), row("txn_5", nextDay));
    expect((await differing()).some(({ startsAt }) => startsAt.toISOString().startsWith("2026-11-22"))).toBe(true);
  });

  it("differ after damage whose sums cancel", async () => {
    await record(row("txn_1"), row("txn_2"));
    await world.owner.execute(sql`update balance_transactions
      set amount = amount + case stripe_balance_txn_id when 'txn_1' then 777 else -777 end,
          net_amount = net_amount + case stripe_balance_txn_id when 'txn_1' then 777 else -777 end`);
    expect(await differing()).toEqual([
      { currency: "usd", startsAt: new Date("2026-11-22T00:00:00Z"), isKept: true, rows: 2 },
    ]);
  });

  it("differ after a row was deleted, also once it is written again", async () => {
    await record(row("txn_1"), row("txn_2"));
    await world.owner.delete(balanceTransactions).where(ofRow("txn_1"));
    expect(await differing()).toHaveLength(1);
    await record(row("txn_1"));
    expect(await differing()).toHaveLength(1);
  });

  it("are missing where rows came by another way", async () => {
    await record(row("txn_1"));
    await world.owner.delete(ledgerWindows);
    expect(await differing()).toMatchObject([{ isKept: false, rows: 1 }]);
  });

  it("are compared in pieces where they are many, with the same result and signs of life", async () => {
    const days = Array.from({ length: 9 }, (_, n) => new Date(Date.UTC(2026, 9, 1 + n, 12)));
    for (const [n, createdAt] of days.entries())
      await record(row(`txn_${n}`, { createdAt }), row(`txn_${n}b`, { createdAt }));
    await world.owner.delete(balanceTransactions).where(ofRow("txn_3"));
    await world.owner
      .update(balanceTransactions)
      .set({ created: new Date("2027-01-01T00:00:00Z") })
      .where(ofRow("txn_6"));
    let signs = 0;
    const inPieces = await compareWindows(world.organization(0).asSystem(), scope(), {
      rowsPerStatement: 4,
      stayAlive: async () => {
        signs++;
      },
    });
    expect(inPieces).toHaveLength(3);
    expect(inPieces).toEqual(await differing());
    expect(signs).toBeGreaterThan(2);
  });

  it("belong to one organization", async () => {
    await record(row("txn_1"));
    await world.owner.delete(balanceTransactions);
    expect(await differing()).toHaveLength(1);
    expect(await differing(1)).toEqual([]);
  });
});
