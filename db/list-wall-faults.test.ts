import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listWallFaults } from "./list-wall-faults";
import { createTestDatabase, type TestDatabase } from "./testing";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

describe("listWallFaults", () => {
  it("finds none for the application's user on a migrated database", async () => {
    expect(await listWallFaults(database.db)).toEqual([]);
  });

  it("finds that the owner sees everything", async () => {
    expect(await listWallFaults(database.owner)).toEqual(["its user is a superuser or may bypass row-level security"]);
  });

  it.each([
    [
      "alter table payouts disable row level security",
      "alter table payouts enable row level security",
      "row-level security is off for payouts",
    ],
    [
      "alter table users no force row level security",
      "alter table users force row level security",
      "row-level security is off for users",
    ],
    ["create table later (organization_id text)", "drop table later", "row-level security is off for later"],
    ["create view all_payouts as select * from payouts", "drop view all_payouts", "ways around it: all_payouts"],
    [
      "create materialized view totals as select * from payouts",
      "drop materialized view totals",
      "ways around it: totals",
    ],
    [
      "create function peek() returns bigint language sql security definer as 'select count(*) from payouts'",
      "drop function peek",
      "ways around it: peek",
    ],
    [
      "revoke pennyproof_system from pennyproof_test",
      "grant pennyproof_system to pennyproof_test",
      "may not take the role",
    ],
    [
      "create role lists_all bypassrls; grant lists_all to pennyproof_test",
      "drop role lists_all",
      "may bypass row-level security",
    ],
    [
      "create role keeper; alter table payouts owner to keeper; grant keeper to pennyproof_test",
      "reassign owned by keeper to current_user; drop role keeper",
      "its user owns the tables",
    ],
  ])("finds what %s does", async (statement, undo, fault) => {
    // Roles belong to the whole server: what is done to them is undone with the transaction, before anybody sees it.
    const seen = await database.owner.transaction(async (tx) => {
      await tx.execute(sql.raw(statement));
      await tx.execute(sql.raw("set local session authorization pennyproof_test"));
      const faults = await listWallFaults(tx);
      await tx.execute(sql.raw("set local session authorization default"));
      await tx.execute(sql.raw(undo));
      return faults;
    });
    expect(seen).toEqual([expect.stringContaining(fault)]);
    expect(await listWallFaults(database.db)).toEqual([]);
  });
});
