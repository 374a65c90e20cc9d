import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  balanceSnapshots,
  balanceTransactions,
  connectedAccounts,
  externalAccounts,
  payoutEvents,
  payoutIntents,
  payouts,
  syncRuns,
  syncWindows,
} from "./schema";
import { createTestDatabase, type TestDatabase } from "./testing";
import { refusalOf } from "./testing-refusals";
import { insertTenant, intentRow, payoutRow, type Tenant, transactionRow } from "./testing-rows";

const codes = { notNull: "23502", foreignKey: "23503" };

let database: TestDatabase;
let juniper: Tenant;
let harbor: Tenant;

beforeAll(async () => {
  database = await createTestDatabase();
  juniper = await insertTenant(database.owner, "juniper");
  harbor = await insertTenant(database.owner, "harbor");
});
afterAll(() => database.close());

describe("rows of a tenant", () => {
  /** One organization's row that points at the other's account. */
  const crossed = () => ({
    organizationId: juniper.organizationId,
    connectedAccountId: harbor.connectedAccountId,
  });
  const now = new Date("2026-11-22T14:00:00Z");

  it.each([
    ["balance transactions", () => database.owner.insert(balanceTransactions).values(transactionRow(crossed()))],
    ["payouts", () => database.owner.insert(payouts).values(payoutRow(crossed()))],
    ["payout intents", () => database.owner.insert(payoutIntents).values(intentRow(crossed()))],
    [
      "external accounts",
      () =>
        database.owner.insert(externalAccounts).values({
          ...crossed(),
          stripeExternalAccountId: "ba_1",
          kind: "bank_account",
          last4: "4242",
          isDefaultForCurrency: true,
          payoutMethods: ["standard"],
        }),
    ],
    [
      "balance snapshots",
      () =>
        database.owner.insert(balanceSnapshots).values({
          ...crossed(),
          takenAt: now,
          confirmedAt: now,
          balance: {
            available: [],
            availableBySource: [],
            pending: [],
            connectReserved: [],
            instantAvailable: [],
            livemode: false,
          },
        }),
    ],
    [
      "sync runs",
      () =>
        database.owner.insert(syncRuns).values({
          ...crossed(),
          trigger: "cron",
          state: "running",
          stage: "account",
          startedAt: now,
          leaseUntil: now,
        }),
    ],
    ["sync windows", () => database.owner.insert(syncWindows).values({ ...crossed(), resource: "payouts" })],
  ])("cannot be %s of somebody else's account", async (_name, insert) => {
    expect(await refusalOf(insert())).toMatchObject({ code: codes.foreignKey });
  });

  it("cannot be events of somebody else's payout", async () => {
    const [payout] = await database.owner.insert(payouts).values(payoutRow(harbor)).returning({ id: payouts.id });
    const event = { payoutId: payout?.id ?? "", type: "payout.created", at: now, source: "webhook" as const };
    const insert = (tenant: Tenant) =>
      database.owner.insert(payoutEvents).values({ ...event, organizationId: tenant.organizationId });
    expect(await refusalOf(insert(juniper))).toMatchObject({ code: codes.foreignKey });
    await insert(harbor);
  });

  it("cannot be moved to another organization, nor left without one", async () => {
    await database.owner
      .insert(balanceTransactions)
      .values(transactionRow(juniper, { stripeBalanceTxnId: "txn_mine" }));
    const mine = eq(balanceTransactions.stripeBalanceTxnId, "txn_mine");
    const move = database.owner.update(balanceTransactions).set({ organizationId: harbor.organizationId }).where(mine);
    expect(await refusalOf(move)).toMatchObject({ code: codes.foreignKey });
    const orphan = database.owner.update(balanceTransactions).set({ organizationId: sql`null` }).where(mine);
    expect(await refusalOf(orphan)).toMatchObject({ code: codes.notNull });
  });

  it("keep their account from being deleted, for history stays", async () => {
    await database.owner.insert(payouts).values(payoutRow(juniper, { stripePayoutId: "po_history" }));
    const remove = database.owner.delete(connectedAccounts).where(eq(connectedAccounts.id, juniper.connectedAccountId));
    expect(await refusalOf(remove)).toMatchObject({ code: codes.foreignKey });
  });
});
