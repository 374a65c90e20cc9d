import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refreshStatistics } from "./refresh-statistics";
import { balanceTransactions } from "./schema";
import { createTestDatabase, type TestDatabase } from "./testing";
import { insertTenant, transactionRow } from "./testing-rows";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const estimate = async () => {
  const { rows } = await database.owner.execute<{ rows: number }>(
    sql`select reltuples::int as rows from pg_class where oid = 'balance_transactions'::regclass`,
  );
  return rows[0]?.rows;
};

describe("refreshStatistics", () => {
  it("lets the application's user tell the planner of a table that has grown, once", async () => {
    const tenant = await insertTenant(database.owner, "large");
    const rows = Array.from({ length: 2_000 }, (_, index) =>
      transactionRow(tenant, { stripeBalanceTxnId: `txn_${index}` }),
    );
    expect(await refreshStatistics(database.db)).toEqual([]);
    await database.owner.insert(balanceTransactions).values(rows);
    expect(await estimate()).not.toBe(2_000);
    expect(await refreshStatistics(database.db)).toEqual(["balance_transactions"]);
    expect(await estimate()).toBe(2_000);
    expect(await refreshStatistics(database.db)).toEqual([]);
  });

  it("does nothing for a user who may not", async () => {
    await database.owner.execute(sql.raw(`revoke maintain on balance_transactions from pennyproof_test`));
    const tenant = await insertTenant(database.owner, "another");
    const rows = Array.from({ length: 2_000 }, (_, index) =>
      transactionRow(tenant, { stripeBalanceTxnId: `txn_more_${index}` }),
    );
    await database.owner.insert(balanceTransactions).values(rows);
    expect(await refreshStatistics(database.db)).toEqual([]);
  });
});
