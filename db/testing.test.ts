import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { createDb } from "./client";
import { organizations } from "./schema";
import { createTestDatabase, type TestDatabase } from "./testing";
import { refusalOf } from "./testing-refusals";

const open: TestDatabase[] = [];

async function create(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  open.push(database);
  return database;
}

afterEach(async () => {
  for (const database of open.splice(0)) await database.close();
});

describe("createTestDatabase", () => {
  it("gives each caller an empty, migrated database", async () => {
    const [first, second] = await Promise.all([create(), create()]);
    expect(first.url).not.toBe(second.url);
    await first.owner.insert(organizations).values({ id: "org_1", name: "Juniper Supply", slug: "juniper" });
    expect(await second.owner.select().from(organizations)).toEqual([]);
  });

  it("drops the database when it is closed, even while somebody is connected", async () => {
    const database = await createTestDatabase();
    const other = createDb(database.url, { driver: "pg" });
    await other.db.execute(sql`select 1`);
    await database.close();
    const again = createDb(database.url, { driver: "pg" });
    expect(await refusalOf(again.db.execute(sql`select 1`))).toMatchObject({ code: "3D000" });
    await Promise.all([other.close(), again.close()]);
  });
});
