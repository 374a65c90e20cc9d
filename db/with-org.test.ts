import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDb, type DatabaseHandle } from "./client";
import { payouts, webhookEvents } from "./schema";
import { createTestDatabase, type TestDatabase } from "./testing";
import { refusalOf } from "./testing-refusals";
import { eventRow, insertTenant, payoutRow, type Tenant } from "./testing-rows";
import { type OrgTransaction, withOrg, withSystem } from "./with-org";

let database: TestDatabase;
let juniper: Tenant;
let harbor: Tenant;
/** One connection only, so that whatever is left on it meets the next who uses it. */
let single: DatabaseHandle;

beforeAll(async () => {
  database = await createTestDatabase();
  juniper = await insertTenant(database.owner, "juniper");
  harbor = await insertTenant(database.owner, "harbor");
});
afterAll(() => database.close());
beforeEach(() => {
  const driver = process.env.DB_DRIVER === "neon" ? "neon" : "pg";
  single = createDb(database.url, { driver, neonProxy: process.env.NEON_WSPROXY, connectionsMax: 1 });
});
afterEach(() => single.close());

type Asker = Pick<OrgTransaction, "execute">;

async function settingsOf(asker: Asker) {
  const { rows } = await asker.execute<{ organization: string | null; timeout: string; pid: number }>(
    sql`select nullif(current_setting('app.organization_id', true), '') as organization,
               current_setting('statement_timeout') as timeout,
               pg_backend_pid() as pid`,
  );
  return rows[0];
}

const scope = (tenant: Tenant) => ({ db: single.db, organizationId: tenant.organizationId });

describe("withOrg", () => {
  it("sets the organization inside and a limit on every statement", async () => {
    expect(await withOrg(scope(juniper), settingsOf)).toMatchObject({
      organization: juniper.organizationId,
      timeout: "15s",
    });
  });

  it("leaves nothing behind on the connection", async () => {
    const before = await settingsOf(single.db);
    const inside = await withOrg(scope(juniper), settingsOf);
    const after = await settingsOf(single.db);
    expect(inside?.pid).toBe(after?.pid);
    expect(after).toEqual(before);
    expect(after?.organization).toBeNull();
  });

  it("leaves nothing behind when the work fails", async () => {
    const stop = new Error("Stop.");
    await expect(withOrg(scope(juniper), () => Promise.reject(stop))).rejects.toBe(stop);
    expect(await refusalOf(withOrg(scope(juniper), (tx) => tx.execute(sql`select 1 / 0`)))).toMatchObject({
      code: "22012",
    });
    expect((await settingsOf(single.db))?.organization).toBeNull();
  });

  it("gives the connection from one organization to the next", async () => {
    const first = await withOrg(scope(juniper), settingsOf);
    const second = await withOrg(scope(harbor), settingsOf);
    expect(second).toMatchObject({ organization: harbor.organizationId, pid: first?.pid });
  });

  it("keeps organizations apart that work at the same time", async () => {
    const tenants = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? juniper : harbor));
    const seen = await Promise.all(
      tenants.map((tenant) =>
        withOrg({ db: database.db, organizationId: tenant.organizationId }, async (tx) => {
          await tx.execute(sql`select pg_sleep(0.01)`);
          return (await settingsOf(tx))?.organization;
        }),
      ),
    );
    expect(seen).toEqual(tenants.map(({ organizationId }) => organizationId));
  });

  it("answers what the work answers", async () => {
    expect(await withOrg(scope(juniper), async () => 42n)).toBe(42n);
  });

  it("undoes everything when the work fails", async () => {
    const stop = new Error("Stop.");
    const failing = withOrg(scope(juniper), async (tx) => {
      await tx.insert(payouts).values(payoutRow(juniper, { stripePayoutId: "po_undone" }));
      throw stop;
    });
    await expect(failing).rejects.toBe(stop);
    expect(await database.owner.select().from(payouts).where(eq(payouts.stripePayoutId, "po_undone"))).toEqual([]);
  });

  it("takes any text for an organization as text", async () => {
    const { rows } = await withOrg(scope(juniper), (tx) =>
      tx.execute(sql`select set_config('app.organization_id', ${"'; reset all; --"}, true) as organization`),
    );
    expect(rows).toEqual([{ organization: "'; reset all; --" }]);
  });
});

describe("withSystem", () => {
  it("sets no organization, and the same limit", async () => {
    expect(await withSystem(single.db, settingsOf)).toMatchObject({ organization: null, timeout: "15s" });
  });

  it("does not inherit the organization of whoever came before", async () => {
    await withOrg(scope(juniper), settingsOf);
    expect((await withSystem(single.db, settingsOf))?.organization).toBeNull();
  });

  it("undoes everything when the work fails", async () => {
    const stop = new Error("Stop.");
    const failing = withSystem(single.db, async (tx) => {
      await tx.insert(webhookEvents).values(eventRow("evt_undone"));
      throw stop;
    });
    await expect(failing).rejects.toBe(stop);
    expect(await database.owner.$count(webhookEvents)).toBe(0);
  });
});
