import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyMigrations } from "./apply-migrations";
import { refusalOf } from "./testing-refusals";

const adminUrl = process.env.TEST_DATABASE_URL ?? "";
let name: string;
let url: string;

async function ask<Row>(address: string, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString: address });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

beforeEach(async () => {
  name = `test_empty_${randomUUID().replaceAll("-", "")}`;
  url = Object.assign(new URL(adminUrl), { pathname: `/${name}` }).toString();
  await ask(adminUrl, `create database ${name}`);
});
afterEach(() => ask(adminUrl, `drop database ${name} with (force)`));

const tables = () =>
  ask<{ name: string }>(url, "select table_name as name from information_schema.tables where table_schema = 'public'");
const applied = () => ask<{ hash: string }>(url, "select hash from drizzle.__drizzle_migrations order by id");

describe("applyMigrations", () => {
  it("brings an empty database up to date, each migration once", async () => {
    await applyMigrations(url);
    const files = await readdir(new URL("./migrations", import.meta.url));
    expect(await applied()).toHaveLength(files.filter((file) => file.endsWith(".sql")).length);
    const names = (await tables()).map((table) => table.name);
    expect(names).toEqual(
      expect.arrayContaining(["organizations", "payouts", "balance_transactions", "payout_intents"]),
    );
  });

  it("changes nothing when said twice", async () => {
    await applyMigrations(url);
    const before = [await applied(), await tables()];
    await applyMigrations(url);
    expect([await applied(), await tables()]).toEqual(before);
  });

  it("lets several starters at once take turns", async () => {
    await Promise.all([applyMigrations(url), applyMigrations(url), applyMigrations(url), applyMigrations(url)]);
    const hashes = (await applied()).map(({ hash }) => hash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it("gives the lock back", async () => {
    await applyMigrations(url);
    const here = `database = (select oid from pg_database where datname = '${name}')`;
    expect(await ask(adminUrl, `select 1 from pg_locks where locktype = 'advisory' and ${here}`)).toEqual([]);
  });

  it("says what the database says when it cannot", async () => {
    await ask(url, "create table payouts (id int)");
    expect(await refusalOf(applyMigrations(url))).toMatchObject({ code: "42P07" });
    expect((await tables()).map((table) => table.name)).toEqual(["payouts"]);
  });
});
