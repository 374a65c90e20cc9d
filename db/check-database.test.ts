import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkDatabase } from "./check-database";
import { createTestDatabase, type TestDatabase } from "./testing";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const states = async (url: string) =>
  Object.fromEntries((await checkDatabase(url)).map(({ subject, state }) => [subject, state]));
const run = async (statement: string) => {
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
};

describe("checkDatabase", () => {
  it("is content with a migrated database", async () => {
    expect(await states(database.url)).toEqual({ Database: "ok", Tables: "ok", "Second wall": "ok" });
  });

  it("is not content with a user who could look past the wall", async () => {
    const wall = (await checkDatabase(database.ownerUrl)).find(({ subject }) => subject === "Second wall");
    expect(wall).toMatchObject({ state: "missing", mend: expect.stringContaining("npm run db:migrate") });
  });

  it("names the command when tables are older or missing, and the other way when they are newer", async () => {
    await run("update drizzle.__drizzle_migrations set created_at = created_at + 1");
    expect((await checkDatabase(database.url)).find(({ subject }) => subject === "Tables")).toMatchObject({
      state: "missing",
      says: "They are newer than this version.",
    });
    await run("update drizzle.__drizzle_migrations set created_at = created_at - 2");
    expect((await checkDatabase(database.url)).find(({ subject }) => subject === "Tables")).toMatchObject({
      says: "They are older than this version.",
      mend: "npm run db:migrate",
    });
    await run("drop schema drizzle cascade");
    expect((await checkDatabase(database.url)).find(({ subject }) => subject === "Tables")).toMatchObject({
      says: "There are none.",
      mend: "npm run db:migrate",
    });
  });

  it("says why it is not let in, and neither where nor with which password", async () => {
    const wrong = new URL(database.url);
    wrong.username = "nobody";
    wrong.password = "hunter2secret";
    wrong.pathname = "/nowhere";
    for (const url of [wrong.toString(), "postgres://nobody:hunter2secret@127.0.0.1:1/nowhere"]) {
      const findings = await checkDatabase(url);
      expect(findings).toMatchObject([{ subject: "Database", state: "missing" }]);
      expect(JSON.stringify(findings)).not.toMatch(/hunter2secret|127\.0\.0\.1|nowhere/);
    }
  });
});
