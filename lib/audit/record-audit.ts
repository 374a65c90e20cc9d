import { desc, eq, sql } from "drizzle-orm";
import { auditLog } from "@/db/schema";
import { beforeCommit, type OrgTransaction } from "@/db/with-org";
import type { Context } from "../context";
import type { Actor } from "../core/access";
import { chainStart, hashOf } from "./audit-entry";

export type AuditEntry = {
  /** What was done, such as `payout.create` or `api_key.revoke`. */
  action: string;
  /** What it was done to: our id, or a name where there is none yet. */
  subject: string;
  /** A few plain facts. Amounts as decimal text; never a secret, a whole key or a payload. */
  detail?: Record<string, string | number | boolean | null>;
};

/**
 * Writes who did what, in the transaction that does it, so that neither can happen without the other.
 * Entries are only ever added, each tied to the one before it in the organization. That is done last, because one
 * transaction of an organization at a time can do it.
 */
export async function recordAudit(
  tx: OrgTransaction,
  ctx: Pick<Context, "organizationId" | "actor" | "now">,
  { action, subject, detail = {} }: AuditEntry,
): Promise<void> {
  const { organizationId } = ctx;
  const said = { organizationId, at: ctx.now(), ...namesOf(ctx.actor), action, subject, detail };
  await beforeCommit(tx, async () => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`audit:${organizationId}`}, 0))`);
    // A statement of its own: what the one that waited for the lock would see is older than the lock.
    const [last] = await tx
      .select({ seq: auditLog.seq, hash: auditLog.hash })
      .from(auditLog)
      .where(eq(auditLog.organizationId, organizationId))
      .orderBy(desc(auditLog.seq))
      .limit(1);
    const entry = { ...said, seq: (last?.seq ?? 0n) + 1n, previousHash: last?.hash ?? chainStart };
    await tx.insert(auditLog).values({ ...entry, hash: hashOf(entry) });
  });
}

function namesOf(actor: Actor): { actorKind: Actor["kind"]; actorId: string | null; actorName: string } {
  if (actor.kind === "user") return { actorKind: "user", actorId: actor.userId, actorName: actor.name };
  if (actor.kind === "apiKey") return { actorKind: "apiKey", actorId: actor.keyId, actorName: actor.name };
  return { actorKind: "system", actorId: null, actorName: actor.reason };
}
