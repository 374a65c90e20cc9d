import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDb } from "@/db/client";
import { organizations } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { withOrg } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import { toOrganizationId } from "../core/ids";
import { checkAuditLogs } from "./check-audit-logs";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  for (const slug of ["juniper", "harbor"]) {
    const organizationId = toOrganizationId(`org_${slug}`);
    await database.owner.insert(organizations).values({ id: organizationId, name: slug, slug });
    const actor = { kind: "system", reason: "operator" } as const;
    const ctx = { db: database.db, organizationId, actor, now: () => new Date("2026-11-22T10:00:00Z") };
    for (const subject of ["p1", "p2", "p3"]) {
      await withOrg(ctx, (tx) => recordAudit(tx, ctx, { action: "payout.create", subject }));
    }
  }
});
afterAll(() => database.close());

/** What only somebody with the owner's rights on the tables could do, after taking the guard away. */
async function tamper(statement: string): Promise<void> {
  await database.owner.execute(sql`alter table audit_log disable trigger audit_log_append_only`);
  await database.owner.execute(sql.raw(statement));
  await database.owner.execute(sql`alter table audit_log enable trigger audit_log_append_only`);
}

describe("checkAuditLogs", () => {
  it("counts what is as it was written, for the owner and for the application's user", async () => {
    for (const db of [database.owner, database.db]) {
      expect(await checkAuditLogs(db)).toEqual([
        { subject: "Audit log", state: "ok", says: "6 entries of 2 organizations are as they were written." },
      ]);
    }
  });

  it("names the first broken entry of every organization, and nothing that it says", async () => {
    await tamper("update audit_log set subject = 'p9' where organization_id = 'org_harbor' and seq >= 2");
    await tamper("delete from audit_log where organization_id = 'org_juniper' and seq = 1");
    const findings = await checkAuditLogs(database.owner);
    expect(findings).toMatchObject([
      { state: "missing", says: "Of harbor, entry 2 has been changed." },
      { state: "missing", says: "Of juniper, entry 1 is missing." },
    ]);
    expect(JSON.stringify(findings)).not.toContain("p9");
  });

  it("says when it cannot read", async () => {
    const gone = createDb("postgres://nobody:secret@127.0.0.1:1/none", { driver: "pg", connectionsMax: 1 });
    const findings = await checkAuditLogs(gone.db);
    expect(findings).toMatchObject([{ state: "missing", says: "It cannot be read." }]);
    expect(JSON.stringify(findings)).not.toContain("secret");
    await gone.close();
  });
});
