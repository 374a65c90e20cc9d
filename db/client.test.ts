import { asc, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDb } from "./client";
import { balanceTransactions, connectedAccounts, payoutIntents, payouts } from "./schema";
import { createTestDatabase, type TestDatabase } from "./testing";
import { refusalOf } from "./testing-refusals";
import { insertTenant, intentRow, payoutRow, type Tenant, transactionRow } from "./testing-rows";

// These run under each driver, so that what holds here holds for both.

let database: TestDatabase;
let tenant: Tenant;

beforeAll(async () => {
  database = await createTestDatabase();
  tenant = await insertTenant(database.owner, "juniper");
});
afterAll(() => database.close());

async function stored(stripeBalanceTxnId: string) {
  const [row] = await database.owner
    .select()
    .from(balanceTransactions)
    .where(eq(balanceTransactions.stripeBalanceTxnId, stripeBalanceTxnId));
  if (!row) throw new Error(`There is no ${stripeBalanceTxnId}.`);
  return row;
}

describe("a transaction that does not even begin", () => {
  it("gives its connection back", async () => {
    const driver = process.env.DB_DRIVER === "neon" ? "neon" : "pg";
    const one = createDb(database.url, { driver, neonProxy: process.env.NEON_WSPROXY, connectionsMax: 1 });
    const refused = JSON.parse('{"isolationLevel":"of no kind"}');
    for (let attempt = 0; attempt < 3; attempt++)
      await expect(one.db.transaction(async () => "never", refused)).rejects.toThrow("begin");
    expect(await one.db.transaction(async () => "after all")).toBe("after all");
    expect((await one.db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
    await one.close();
  });
});

describe("a row that is written and read", () => {
  it("keeps amounts exact, as bigint, at any size", async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), async (amount) => {
        const stripeBalanceTxnId = `txn_exact_${count++}`;
        const row = transactionRow(tenant, { stripeBalanceTxnId, amount, fee: 1n, netAmount: amount - 1n });
        await database.owner.insert(balanceTransactions).values(row);
        expect(await stored(stripeBalanceTxnId)).toMatchObject({ amount, fee: 1n, netAmount: amount - 1n });
      }),
      { numRuns: 25 },
    );
  });

  it("keeps instants to the millisecond, whatever the zone of the session", async () => {
    const created = new Date("2026-03-29T01:30:00.123Z");
    const availableOn = new Date("1970-01-01T00:00:00Z");
    await database.owner
      .insert(balanceTransactions)
      .values(transactionRow(tenant, { stripeBalanceTxnId: "txn_time", created, availableOn }));
    const seen = await database.owner.transaction(async (tx) => {
      await tx.execute(sql`set local timezone to 'Asia/Kolkata'`);
      return tx.select().from(balanceTransactions).where(eq(balanceTransactions.stripeBalanceTxnId, "txn_time"));
    });
    expect(seen).toMatchObject([{ created, availableOn }]);
  });

  it("keeps JSON, lists, bytes and what is missing", async () => {
    const feeDetails = [{ type: "stripe_fee", minor: "9007199254740993", currency: "usd", description: null }];
    const metadata = { "naïve “key”": "väl\\ue\n\t😀", empty: "" };
    await database.owner
      .insert(balanceTransactions)
      .values(transactionRow(tenant, { stripeBalanceTxnId: "txn_json", feeDetails, metadata }));
    expect(await stored("txn_json")).toMatchObject({ feeDetails, metadata, description: null, sourceId: null });

    const requestHash = Buffer.from([0, 1, 127, 128, 255]);
    const [intent] = await database.owner.insert(payoutIntents).values(intentRow(tenant, { requestHash })).returning();
    expect(intent && Buffer.compare(intent.requestHash, requestHash)).toBe(0);

    const requirementsDue = ["individual.id_number", 'with "quotes", commas {and} braces'];
    const [account] = await database.owner
      .update(connectedAccounts)
      .set({ requirementsDue })
      .where(eq(connectedAccounts.id, tenant.connectedAccountId))
      .returning();
    expect(account?.requirementsDue).toEqual(requirementsDue);
  });

  it("has an id of the form we look for", async () => {
    const [payout] = await database.owner.insert(payouts).values(payoutRow(tenant)).returning();
    expect(payout?.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(payout?.createdAt).toBeInstanceOf(Date);
    expect(payout?.metadata).toEqual({});
  });
});

describe("a statement of our own", () => {
  it("gives sums as text, which the caller makes exact", async () => {
    const { rows } = await database.owner.execute<{ total: string; count: string }>(
      sql`select sum(x)::bigint as total, count(*) as count from unnest(array[9007199254740993, -1]::bigint[]) as x`,
    );
    expect(rows).toEqual([{ total: "9007199254740992", count: "2" }]);
  });

  it("takes parameters apart from the text, whatever they hold", async () => {
    const hostile = "'; drop table payouts; --";
    const { rows } = await database.owner.execute<{ said: string; cents: string }>(
      sql`select ${hostile}::text as said, ${2n ** 60n}::bigint as cents`,
    );
    expect(rows).toEqual([{ said: hostile, cents: (2n ** 60n).toString() }]);
  });

  it("is refused with PostgreSQL's own code", async () => {
    expect(await refusalOf(database.owner.execute(sql`select 1 / 0`))).toMatchObject({ code: "22012" });
    expect(await refusalOf(database.owner.execute(sql`select * from nowhere`))).toMatchObject({ code: "42P01" });
    expect(await refusalOf(database.owner.execute(sql`select 'x'::uuid`))).toMatchObject({ code: "22P02" });
    expect(
      await refusalOf(
        database.owner.transaction(async (tx) => {
          await tx.execute(sql`set local statement_timeout = 20`);
          await tx.execute(sql`select pg_sleep(5)`);
        }),
      ),
    ).toMatchObject({ code: "57014" });
  });
});

describe("a transaction", () => {
  const names = () =>
    database.owner
      .select({ name: balanceTransactions.stripeBalanceTxnId })
      .from(balanceTransactions)
      .where(sql`${balanceTransactions.stripeBalanceTxnId} like 'txn_tx_%'`)
      .orderBy(asc(balanceTransactions.stripeBalanceTxnId));

  it("keeps all of it or nothing", async () => {
    const stop = new Error("Stop.");
    const failing = database.owner.transaction(async (tx) => {
      await tx.insert(balanceTransactions).values(transactionRow(tenant, { stripeBalanceTxnId: "txn_tx_lost" }));
      throw stop;
    });
    await expect(failing).rejects.toBe(stop);
    expect(await names()).toEqual([]);
  });

  it("undoes an inner one alone", async () => {
    await database.owner.transaction(async (tx) => {
      await tx.insert(balanceTransactions).values(transactionRow(tenant, { stripeBalanceTxnId: "txn_tx_outer" }));
      const inner = tx.transaction((nested) =>
        nested.insert(balanceTransactions).values(transactionRow(tenant, { stripeBalanceTxnId: "txn_tx_outer" })),
      );
      expect(await refusalOf(inner)).toMatchObject({ code: "23505" });
    });
    expect(await names()).toEqual([{ name: "txn_tx_outer" }]);
  });

  it("waits for the lock another holds on the same row", async () => {
    const key = eq(payoutIntents.clientKey, "contended");
    await database.owner.insert(payoutIntents).values(intentRow(tenant, { clientKey: "contended", amount: 1n }));
    const raise = () =>
      database.owner.transaction(async (tx) => {
        const [row] = await tx.select().from(payoutIntents).where(key).for("update");
        await tx
          .update(payoutIntents)
          .set({ amount: (row?.amount ?? 0n) + 1n })
          .where(key);
      });
    await Promise.all([raise(), raise(), raise(), raise()]);
    expect(await database.owner.select({ amount: payoutIntents.amount }).from(payoutIntents).where(key)).toEqual([
      { amount: 5n },
    ]);
  });
});

describe("createDb", () => {
  it("gives connections back, so that a small pool serves many", async () => {
    const options = { driver: process.env.DB_DRIVER === "neon" ? ("neon" as const) : ("pg" as const) };
    const handle = createDb(database.url, { ...options, neonProxy: process.env.NEON_WSPROXY, connectionsMax: 2 });
    const ask = (n: number) => handle.db.execute<{ n: number }>(sql`select ${n}::int as n`);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => ask(n)));
    expect(answers.map(({ rows }) => rows[0]?.n)).toEqual(Array.from({ length: 20 }, (_, n) => n));
    await handle.close();
  });

  it("takes plain PostgreSQL for every host that is not Neon's", async () => {
    const handle = createDb(database.url);
    const { rows } = await handle.db.execute(sql`select 1 as one`);
    expect(rows).toEqual([{ one: 1 }]);
    await handle.close();
  });

  it("fails with the cause when nothing listens", async () => {
    const handle = createDb("postgres://nobody:nothing@127.0.0.1:1/none", { driver: "pg" });
    expect(await refusalOf(handle.db.execute(sql`select 1`))).toMatchObject({ code: "ECONNREFUSED" });
    await handle.close();
  });
});
