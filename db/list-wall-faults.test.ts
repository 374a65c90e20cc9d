import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listWallFaults } from "./list-wall-faults";
import { createTestDatabase, type TestDatabase } from "./testing";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const setting = "(select nullif(current_setting('app.organization_id', true), ''))";
const own = `organization_id = ${setting}`;
const none = `${setting} is null`;

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
    [
      "create policy open on payouts using (true)",
      "drop policy open on payouts",
      "policies were made or changed by hand: payouts.open",
    ],
    [
      "alter policy tenant on charges using (true)",
      `alter policy tenant on charges using (${own})`,
      "policies were made or changed by hand: charges.tenant",
    ],
    [
      "alter policy system on users to public",
      "alter policy system on users to pennyproof_system",
      "policies were made or changed by hand: users.system",
    ],
    [
      "drop policy sign_in on sessions; create policy mine on sessions using (true)",
      `drop policy mine on sessions; create policy sign_in on sessions using (${none}) with check (${none})`,
      ["policies were made or changed by hand: sessions.mine", "policies are gone: sessions.sign_in"],
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
    expect(seen).toEqual([fault].flat().map((one) => expect.stringContaining(one)));
    expect(await listWallFaults(database.db)).toEqual([]);
  });

  it("does not trust policies of which nothing is noted", async () => {
    const seen: string[][] = [];
    const undone = database.owner.transaction(async (tx) => {
      await tx.execute(sql.raw("comment on table drizzle.__drizzle_migrations is null"));
      await tx.execute(sql.raw("set local session authorization pennyproof_test"));
      seen.push(await listWallFaults(tx));
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(seen).toEqual([[expect.stringContaining("npm run db:migrate")]]);
    expect(await listWallFaults(database.db)).toEqual([]);
  });
});
