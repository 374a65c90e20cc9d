import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { balanceTransactions } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import { toCurrency } from "../core/currency";
import type { StripeTransaction } from "../core/transaction";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { recordTransactions } from "./record-transactions";

let world: TestWorld;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(() => world.owner.delete(balanceTransactions));

const usd = toCurrency("usd");
const row = (changes: Partial<StripeTransaction> = {}): StripeTransaction => ({
  stripeBalanceTxnId: "txn_1",
  amountMinor: 10_000n,
  feeMinor: 320n,
  netMinor: 9_680n,
  currency: usd,
  type: "charge",
  reportingCategory: "charge",
  balanceType: "payments",
  sourceId: "ch_1",
  description: 'Order {1}, "quoted", back\\slash, NULL',
  exchangeRate: "1.0873",
  feeDetails: [{ type: "stripe_fee", minor: 320n, currency: usd, description: 'Stripe\'s "fee"' }],
  availableOn: new Date("2026-11-24T00:00:00Z"),
  createdAt: new Date("2026-11-22T14:00:03Z"),
  ...changes,
});

function record(rows: readonly StripeTransaction[], organization: TestOrganization = world.organization(0)) {
  const [account] = organization.accounts;
  if (!account) throw new Error("The preset has fewer accounts.");
  const scope = { organizationId: organization.organizationId, connectedAccountId: account.id };
  return withOrg(organization.asSystem(), (tx) => recordTransactions(tx, scope, rows));
}
const stored = () => world.owner.select().from(balanceTransactions);

describe("recordTransactions", () => {
  it("keeps a row exactly, whatever its texts hold", async () => {
    expect(await record([row()])).toEqual({ inserted: 1, updated: 0, unchanged: 0 });
    expect(await stored()).toMatchObject([
      {
        stripeBalanceTxnId: "txn_1",
        amount: 10_000n,
        fee: 320n,
        netAmount: 9_680n,
        currency: "usd",
        sourceId: "ch_1",
        description: 'Order {1}, "quoted", back\\slash, NULL',
        exchangeRate: "1.0873",
        feeDetails: [{ type: "stripe_fee", minor: "320", currency: "usd", description: 'Stripe\'s "fee"' }],
        availableOn: new Date("2026-11-24T00:00:00Z"),
        created: new Date("2026-11-22T14:00:03Z"),
        stripePayoutId: null,
      },
    ]);
  });

  it("keeps nothing as nothing, and the largest amount Stripe can send", async () => {
    const largest = 9_007_199_254_740_991n;
    const bare = { description: null, sourceId: null, exchangeRate: null, feeDetails: [] };
    await record([row({ ...bare, amountMinor: largest, feeMinor: 0n, netMinor: largest })]);
    expect(await stored()).toMatchObject([{ amount: largest, description: null, sourceId: null, feeDetails: [] }]);
  });

  it("counts new, changed and equal rows apart, and writes nothing for equal ones", async () => {
    await record([row(), row({ stripeBalanceTxnId: "txn_2" })]);
    const before = await stored();
    const moved = row({ stripeBalanceTxnId: "txn_2", availableOn: new Date("2026-11-26T00:00:00Z") });
    expect(await record([row(), moved, row({ stripeBalanceTxnId: "txn_3" })])).toEqual({
      inserted: 1,
      updated: 1,
      unchanged: 1,
    });
    const after = new Map((await stored()).map((found) => [found.stripeBalanceTxnId, found]));
    expect(after.get("txn_1")).toEqual(before.find((found) => found.stripeBalanceTxnId === "txn_1"));
    expect(after.get("txn_2")?.availableOn).toEqual(moved.availableOn);
  });

  it("keeps our id and the payout of a row through changes", async () => {
    await record([row()]);
    const [before] = await stored();
    await world.owner.update(balanceTransactions).set({ stripePayoutId: "po_1" });
    await record([row({ description: "renamed" })]);
    expect(await stored()).toMatchObject([{ id: before?.id, stripePayoutId: "po_1", description: "renamed" }]);
  });

  it("notices a change between something and nothing", async () => {
    await record([row()]);
    expect(await record([row({ description: null })])).toMatchObject({ updated: 1 });
    expect(await record([row({ description: null })])).toMatchObject({ unchanged: 1 });
    expect(await record([row({ description: "" })])).toMatchObject({ updated: 1 });
  });

  it("takes a row twice in one call as one, the later one", async () => {
    expect(await record([row(), row({ description: "later" })])).toEqual({ inserted: 1, updated: 0, unchanged: 0 });
    expect(await stored()).toMatchObject([{ description: "later" }]);
  });

  it("takes thousands of rows, and none", async () => {
    const many = Array.from({ length: 1_234 }, (_, n) => row({ stripeBalanceTxnId: `txn_${n}` }));
    expect(await record(many)).toEqual({ inserted: 1_234, updated: 0, unchanged: 0 });
    expect(await record(many.toReversed())).toEqual({ inserted: 0, updated: 0, unchanged: 1_234 });
    expect(await record([])).toEqual({ inserted: 0, updated: 0, unchanged: 0 });
  });

  it("lets two writers of the same rows finish, each row once", async () => {
    const many = Array.from({ length: 600 }, (_, n) => row({ stripeBalanceTxnId: `txn_${n}` }));
    const [one, two] = await Promise.all([record(many), record(many.toReversed())]);
    expect(one.inserted + two.inserted).toBe(600);
    expect(await stored()).toHaveLength(600);
  });

  it("keeps the same Stripe id of two organizations apart", async () => {
    await record([row()]);
    await record([row({ description: "theirs" })], world.organization(1));
    const ours = await world.owner
      .select()
      .from(balanceTransactions)
      .where(eq(balanceTransactions.organizationId, world.organization(0).organizationId));
    expect(ours).toMatchObject([{ description: row().description }]);
    expect(await stored()).toHaveLength(2);
  });

  it("cannot put a row under another organization's account", async () => {
    const [account] = world.organization(1).accounts;
    if (!account) throw new Error("The preset has fewer accounts.");
    const scope = { organizationId: world.organization(0).organizationId, connectedAccountId: account.id };
    await expect(
      withOrg(world.organization(0).asSystem(), (tx) => recordTransactions(tx, scope, [row()])),
    ).rejects.toMatchObject({ cause: { code: "23503" } });
  });
});
