import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog, organizations } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { withOrg } from "@/db/with-org";
import type { Actor } from "../core/access";
import { toOrganizationId } from "../core/ids";
import { recordAudit } from "./record-audit";

const organizationId = toOrganizationId("org_audit");
const at = new Date("2026-11-22T10:00:00Z");
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.owner.insert(organizations).values({ id: organizationId, name: "Audit", slug: "audit" });
});
afterAll(() => database.close());

function contextOf(actor: Actor) {
  return { db: database.db, organizationId, actor, now: () => at };
}

function rowsOf(subject: string) {
  return database.owner.select().from(auditLog).where(eq(auditLog.subject, subject));
}

describe("recordAudit", () => {
  it("names a person by id and name, at the time of the context's clock", async () => {
    const ctx = contextOf({ kind: "user", userId: "u1", name: "Owner", role: "owner" });
    await withOrg(ctx, (tx) =>
      recordAudit(tx, ctx, { action: "payout.create", subject: "p1", detail: { amount: "5" } }),
    );
    expect(await rowsOf("p1")).toMatchObject([
      { organizationId, at, actorKind: "user", actorId: "u1", actorName: "Owner", detail: { amount: "5" } },
    ]);
  });

  it("names a key and the system", async () => {
    const key = contextOf({ kind: "apiKey", keyId: "k1", name: "Bookkeeping", scopes: [] });
    await withOrg(key, (tx) => recordAudit(tx, key, { action: "payout.create", subject: "p2" }));
    const cron = contextOf({ kind: "system", reason: "cron" });
    await withOrg(cron, (tx) => recordAudit(tx, cron, { action: "sync.start", subject: "p3" }));
    expect(await rowsOf("p2")).toMatchObject([{ actorKind: "apiKey", actorId: "k1", actorName: "Bookkeeping" }]);
    expect(await rowsOf("p3")).toMatchObject([{ actorKind: "system", actorId: null, actorName: "cron", detail: {} }]);
  });

  it("leaves no row when the transaction it is part of fails", async () => {
    const ctx = contextOf({ kind: "system", reason: "operator" });
    const failing = withOrg(ctx, async (tx) => {
      await recordAudit(tx, ctx, { action: "x", subject: "p4" });
      throw new Error("The act itself failed.");
    });
    await expect(failing).rejects.toThrow("The act itself failed.");
    expect(await rowsOf("p4")).toEqual([]);
  });
});
