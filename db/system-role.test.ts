import { eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDb, type Database } from "./client";
import * as schema from "./schema";
import { createTestDatabase, type TestDatabase } from "./testing";
import { refusalOf } from "./testing-refusals";
import { eventRow, insertTenant, intentRow, payoutRow, type Tenant } from "./testing-rows";
import { enterOrg, type OrgTransaction, withSystem } from "./with-org";

const refused = { code: "42501" };

let database: TestDatabase;
let juniper: Tenant;
let harbor: Tenant;
let stripeAccountId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  juniper = await insertTenant(database.owner, "juniper");
  harbor = await insertTenant(database.owner, "harbor");
  for (const tenant of [juniper, harbor]) {
    const { organizationId } = tenant;
    await database.owner.insert(schema.payouts).values(payoutRow(tenant));
    await database.owner.insert(schema.payoutIntents).values(intentRow(tenant));
    await database.owner.insert(schema.webhookEvents).values(eventRow(`evt_${organizationId}`, { organizationId }));
  }
  const { connectedAccounts } = schema;
  const isJunipers = eq(connectedAccounts.organizationId, juniper.organizationId);
  const [account] = await database.owner.select().from(connectedAccounts).where(isJunipers);
  stripeAccountId = account?.stripeAccountId ?? "none";
});
afterAll(() => database.close());

describe("the product's own work", () => {
  const system = <T>(work: (tx: OrgTransaction) => Promise<T>) => withSystem(database.db, work);

  it("finds whose a key and an account is, and what there is to do", async () => {
    const { connectedAccounts, payoutIntents } = schema;
    const found = await system((tx) =>
      tx.select({ organizationId: connectedAccounts.organizationId }).from(connectedAccounts),
    );
    expect(found).toHaveLength(2);
    expect(await system((tx) => tx.select({ id: payoutIntents.id }).from(payoutIntents))).toHaveLength(2);
    expect(await system((tx) => tx.$count(schema.webhookEvents))).toBe(2);
  });

  it.each([
    ["an amount", (tx: OrgTransaction) => tx.select({ it: schema.payoutIntents.amount }).from(schema.payoutIntents)],
    ["a payout", (tx: OrgTransaction) => tx.select({ it: schema.payouts.id }).from(schema.payouts)],
    [
      "a ledger row",
      (tx: OrgTransaction) => tx.select({ it: schema.balanceTransactions.id }).from(schema.balanceTransactions),
    ],
    [
      "a name",
      (tx: OrgTransaction) => tx.select({ it: schema.connectedAccounts.displayName }).from(schema.connectedAccounts),
    ],
    ["a password", (tx: OrgTransaction) => tx.select({ it: schema.accounts.password }).from(schema.accounts)],
    ["a session", (tx: OrgTransaction) => tx.select({ it: schema.sessions.token }).from(schema.sessions)],
    ["the audit log", (tx: OrgTransaction) => tx.select({ it: schema.auditLog.id }).from(schema.auditLog)],
    [
      "an event's payload",
      (tx: OrgTransaction) => tx.select({ it: schema.webhookEvents.payload }).from(schema.webhookEvents),
    ],
    ["a whole event", (tx: OrgTransaction) => tx.select().from(schema.webhookEvents)],
    [
      "why an event failed",
      (tx: OrgTransaction) => tx.select({ it: schema.webhookEvents.lastError }).from(schema.webhookEvents),
    ],
    [
      "who invited whom",
      (tx: OrgTransaction) => tx.select({ it: schema.invitations.inviterId }).from(schema.invitations),
    ],
    ["a whole invitation", (tx: OrgTransaction) => tx.select().from(schema.invitations)],
    ["an event's type", (tx: OrgTransaction) => tx.update(schema.webhookEvents).set({ type: "payout.failed" })],
    ["an event's account", (tx: OrgTransaction) => tx.update(schema.webhookEvents).set({ stripeAccountId: "acct_x" })],
    ["a role it may give", (tx: OrgTransaction) => tx.update(schema.members).set({ role: "owner" })],
    ["a key's scopes", (tx: OrgTransaction) => tx.update(schema.apiKeys).set({ scopes: ["payouts:write"] })],
  ])("does not reach %s", async (_what, statement) => {
    expect(await refusalOf(system(async (tx) => statement(tx)))).toMatchObject(refused);
  });

  it("gives an event to the organization of its account only, and changes none that is through", async () => {
    const { webhookEvents } = schema;
    await database.owner
      .insert(webhookEvents)
      .values([
        eventRow("evt_parked", { state: "parked", stripeAccountId }),
        eventRow("evt_done", { state: "done", stripeAccountId, organizationId: juniper.organizationId }),
      ]);
    const give = (id: string, { organizationId }: Tenant) =>
      system((tx) =>
        tx
          .update(webhookEvents)
          .set({ organizationId })
          .where(eq(webhookEvents.id, id))
          .returning({ id: webhookEvents.id }),
      );
    expect(await refusalOf(give("evt_parked", harbor))).toMatchObject(refused);
    expect(await give("evt_parked", juniper)).toEqual([{ id: "evt_parked" }]);
    expect(await refusalOf(give("evt_parked", harbor))).toMatchObject(refused);
    expect(await give("evt_done", juniper)).toEqual([]);
    // One whose account is not its organization's stands in nobody's way.
    expect(await give(`evt_${juniper.organizationId}`, juniper)).toEqual([]);
    const stored = eventRow("evt_stored", { stripeAccountId, organizationId: harbor.organizationId });
    expect(await refusalOf(system((tx) => tx.insert(webhookEvents).values(stored)))).toMatchObject(refused);
    await database.owner.delete(webhookEvents).where(inArray(webhookEvents.id, ["evt_parked", "evt_done"]));
  });

  it("ends with its transaction, and does not follow into an organization", async () => {
    const single = createDb(database.url, { driver: "pg", connectionsMax: 1 });
    const user = (asker: Pick<Database, "execute">) =>
      asker.execute<{ user: string }>(sql`select current_user as user`).then(({ rows }) => rows[0]?.user);
    expect(await withSystem(single.db, user)).toBe("pennyproof_system");
    expect(await user(single.db)).toBe("pennyproof_test");
    await withSystem(single.db, async (tx) => {
      await enterOrg(tx, juniper.organizationId);
      expect(await user(tx)).toBe("pennyproof_test");
      expect(await tx.$count(schema.payouts)).toBe(1);
    });
    await single.close();
  });
});
