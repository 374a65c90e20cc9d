import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "./testing";

type Column = {
  table_name: string;
  column_name: string;
  data_type: string;
  is_nullable: string;
  column_default: string | null;
};

let database: TestDatabase;
let columns: Column[];

beforeAll(async () => {
  database = await createTestDatabase();
  const { rows } = await database.db.execute<Column>(
    sql`select table_name, column_name, data_type, is_nullable, column_default
        from information_schema.columns where table_schema = 'public'`,
  );
  columns = rows;
});
afterAll(() => database.close());

/** Columns that integrations read by name; they may be joined by others but not renamed or dropped. */
const promised = {
  payouts:
    "id organization_id connected_account_id stripe_payout_id amount currency status arrival_date method type destination description failure_code failure_message metadata created_at updated_at",
  balance_transactions:
    "id organization_id connected_account_id stripe_balance_txn_id amount currency net_amount fee type source_id description available_on created metadata",
};

describe("the tables", () => {
  it.each(Object.entries(promised))("keep every promised column of %s", (table, names) => {
    const existing = columns.filter((column) => column.table_name === table).map((column) => column.column_name);
    expect(existing).toEqual(expect.arrayContaining(names.split(" ")));
  });

  it("hold money in bigint alone, and no number with a fraction anywhere", () => {
    const amounts = columns.filter(({ column_name }) => /(^|_)(amount|fee)$/.test(column_name));
    expect(amounts.length).toBeGreaterThan(4);
    for (const column of amounts) expect(column).toMatchObject({ data_type: "bigint" });
    const fractions = columns.filter(({ data_type }) => /^(real|double precision|numeric|money)$/.test(data_type));
    // A sum of hashes, which is no money and outgrows bigint.
    expect(fractions.map((column) => `${column.table_name}.${column.column_name}`)).toEqual(["ledger_windows.hash"]);
  });

  it("have a currency, never assumed, beside every amount", () => {
    // A part of one row for one payout, which both have it and have it alike.
    const isPart = (column: Column) => column.table_name === "payout_allocations";
    for (const { table_name } of columns.filter((column) => column.column_name === "amount" && !isPart(column))) {
      const beside = columns.find((column) => column.table_name === table_name && column.column_name === "currency");
      expect(beside).toMatchObject({ is_nullable: "NO", column_default: null });
    }
  });

  it("keep instants with their zone", () => {
    expect(columns.filter(({ data_type }) => data_type === "timestamp without time zone")).toEqual([]);
  });

  it("name the organization in every row of a tenant", () => {
    const tables = new Set(
      columns.filter(({ column_name }) => column_name === "connected_account_id").map((c) => c.table_name),
    );
    for (const table of tables) {
      const tenant = columns.find((column) => column.table_name === table && column.column_name === "organization_id");
      // Events arrive before it is known whose they are.
      expect(tenant).toMatchObject({ is_nullable: table === "webhook_events" ? "YES" : "NO" });
    }
  });

  it("know every zone that people can choose", async () => {
    const { rows } = await database.db.execute<{ name: string }>(sql`select name from pg_timezone_names`);
    const known = new Set(rows.map(({ name }) => name));
    expect(Intl.supportedValuesOf("timeZone").filter((zone) => !known.has(zone))).toEqual([]);
  });
});
