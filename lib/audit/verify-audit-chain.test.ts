import { readFileSync } from "node:fs";
import { asc, eq, sql } from "drizzle-orm";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog, organizations } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { refusalOf } from "@/db/testing-refusals";
import { withOrg } from "@/db/with-org";
import type { Actor } from "../core/access";
import { toOrganizationId } from "../core/ids";
import { type AuditEntry, recordAudit } from "./record-audit";
import { verifyAuditChain } from "./verify-audit-chain";

const actor: Actor = { kind: "user", userId: "u1", name: "Owner “of” all\n", role: "owner" };
let database: TestDatabase;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** An organization with so many entries. */
async function chainOf(length: number) {
  const organizationId = toOrganizationId(`org_${count++}`);
  await database.owner.insert(organizations).values({ id: organizationId, name: "Audit", slug: organizationId });
  const ctx = { db: database.db, organizationId, actor, now: () => new Date("2026-11-22T10:00:00.123Z") };
  const add = (entry: Partial<AuditEntry> = {}) =>
    withOrg(ctx, (tx) => recordAudit(tx, ctx, { action: "payout.create", subject: "p", ...entry }));
  for (let index = 0; index < length; index++) await add({ subject: `p${index}` });
  return { organizationId, ctx, add, verify: () => verifyAuditChain(ctx) };
}

/** What only somebody with the owner's rights on the tables could do, after taking the guard away. */
async function tamper(statement: ReturnType<typeof sql>): Promise<void> {
  await database.owner.execute(sql`alter table audit_log disable trigger audit_log_append_only`);
  await database.owner.execute(statement);
  await database.owner.execute(sql`alter table audit_log enable trigger audit_log_append_only`);
}

describe("a chain of audit entries", () => {
  it("is whole when it is empty, and when everything is as it was written", async () => {
    const { add, verify } = await chainOf(0);
    expect(await verify()).toEqual({ entries: 0, head: "0".repeat(64), broken: null });
    await add({ detail: { z: 1, a: "é\u2028\u007f", b: null, yes: true, "1": -0.5, big: 1e21 } });
    await add();
    expect(await verify()).toMatchObject({ entries: 2, head: expect.stringMatching(/^[0-9a-f]{64}$/), broken: null });
  });

  it("stays one, unbroken, when fifty entries are written at once", async () => {
    const { add, verify, organizationId } = await chainOf(0);
    await Promise.all(Array.from({ length: 50 }, (_, index) => add({ subject: `p${index}` })));
    expect(await verify()).toMatchObject({ entries: 50, broken: null });
    const rows = await database.owner.select().from(auditLog).where(eq(auditLog.organizationId, organizationId));
    expect(new Set(rows.map(({ subject }) => subject)).size).toBe(50);
  });

  it("is each organization's own", async () => {
    const [one, other] = [await chainOf(3), await chainOf(2)];
    await Promise.all([one.add(), other.add(), one.add()]);
    expect((await one.verify()).entries).toBe(5);
    expect((await other.verify()).entries).toBe(3);
  });

  it("goes on over many entries of one transaction, and leaves none of one that fails", async () => {
    const { ctx, verify } = await chainOf(1);
    const entry = { action: "x", subject: "y" };
    await withOrg(ctx, async (tx) => {
      for (let index = 0; index < 3; index++) await recordAudit(tx, ctx, entry);
    });
    const failing = withOrg(ctx, async (tx) => {
      await recordAudit(tx, ctx, entry);
      throw new Error("The act itself failed.");
    });
    await expect(failing).rejects.toThrow("The act itself failed.");
    expect(await verify()).toMatchObject({ entries: 4, broken: null });
  });

  it.each([
    ["a changed detail", sql`update audit_log set detail = '{"amount":"1"}'`, "changed"],
    ["another name", sql`update audit_log set actor_name = 'Somebody else'`, "changed"],
    ["another time", sql`update audit_log set at = at + interval '1 second'`, "changed"],
    ["a hash of one's own", sql`update audit_log set previous_hash = ${"a".repeat(64)}`, "changed"],
    ["a missing entry", sql`delete from audit_log`, "missing"],
  ])("shows the first entry with %s", async (_what, statement, fault) => {
    const { verify, organizationId } = await chainOf(5);
    await tamper(sql`${statement} where organization_id = ${organizationId} and seq = 3`);
    expect(await verify()).toMatchObject({ entries: 2, broken: { seq: 3n, fault } });
  });

  it("shows where an entry was exchanged for one with a right hash of its own", async () => {
    const [one, other] = [await chainOf(4), await chainOf(2)];
    await tamper(sql`delete from audit_log where organization_id = ${one.organizationId} and seq in (1, 2)`);
    await tamper(
      sql`update audit_log set organization_id = ${one.organizationId} where organization_id = ${other.organizationId}`,
    );
    expect((await one.verify()).broken).toMatchObject({ seq: 1n, fault: "changed" });
  });

  it("has another head once its end was cut off", async () => {
    const { verify, organizationId } = await chainOf(3);
    const before = await verify();
    await tamper(sql`delete from audit_log where organization_id = ${organizationId} and seq = 3`);
    const after = await verify();
    expect(after).toMatchObject({ entries: 2, broken: null });
    expect(after.head).not.toBe(before.head);
  });
});

describe("the audit log", () => {
  it.each([
    ["change", sql`update audit_log set action = 'nothing'`],
    ["remove", sql`delete from audit_log`],
    ["empty", sql`truncate audit_log`],
  ])("lets nobody %s it, not even the owner of the tables", async (_act, statement) => {
    await chainOf(1);
    expect(await refusalOf(database.db.execute(statement))).toMatchObject({ code: "42501" });
    expect(await refusalOf(database.owner.execute(statement))).toMatchObject({ code: "42501" });
  });

  it("chains what was written before there were chains as if it had always been so", async () => {
    const { add, verify, organizationId } = await chainOf(0);
    await add({ detail: { amount: "1240", ä: 'with "quotes"', b: true, a: null, n: 2.5 } });
    await add({ subject: "naïve \\ “text”\t" });
    const rows = () =>
      database.owner
        .select()
        .from(auditLog)
        .where(eq(auditLog.organizationId, organizationId))
        .orderBy(asc(auditLog.seq));
    const before = await rows();
    await tamper(sql`update audit_log set seq = seq + 1000, hash = '', previous_hash = ''`);
    const script = readFileSync(new URL("../../db/migrations/0004_audit_chain.sql", import.meta.url), "utf8");
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    await client.query("alter table audit_log disable trigger audit_log_append_only");
    await client.query(/DO \$\$[\s\S]*?END \$\$;/.exec(script)?.[0] ?? "");
    await client.query("alter table audit_log enable trigger audit_log_append_only");
    await client.end();
    expect(await rows()).toEqual(before);
    expect(await verify()).toMatchObject({ entries: 2, broken: null });
  });
});
