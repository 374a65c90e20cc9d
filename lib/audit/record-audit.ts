import { auditLog } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";
import type { Context } from "../context";
import type { Actor } from "../core/access";

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
 * Rows are only ever added.
 */
export async function recordAudit(
  tx: OrgTransaction,
  ctx: Pick<Context, "organizationId" | "actor" | "now">,
  { action, subject, detail = {} }: AuditEntry,
): Promise<void> {
  await tx
    .insert(auditLog)
    .values({ organizationId: ctx.organizationId, at: ctx.now(), ...namesOf(ctx.actor), action, subject, detail });
}

function namesOf(actor: Actor): { actorKind: Actor["kind"]; actorId: string | null; actorName: string } {
  if (actor.kind === "user") return { actorKind: "user", actorId: actor.userId, actorName: actor.name };
  if (actor.kind === "apiKey") return { actorKind: "apiKey", actorId: actor.keyId, actorName: actor.name };
  return { actorKind: "system", actorId: null, actorName: actor.reason };
}
