import { and, asc, eq, gt } from "drizzle-orm";
import { auditLog } from "@/db/schema";
import { type OrgScope, withOrg } from "@/db/with-org";
import { chainStart, hashOf } from "./audit-entry";

export type AuditChain = {
  /** Entries in order up to the end, or up to the one before the first that is broken. */
  readonly entries: number;
  /** Hash of the last of them. Kept elsewhere, it shows later whether the end of the log was cut off. */
  readonly head: string;
  /** The first place at which the log is not what was written, and what is wrong with it. */
  readonly broken: { readonly seq: bigint; readonly fault: "missing" | "changed" | "not linked" } | null;
};

const pageSize = 1_000;

/** Reads the whole audit log of an organization and recomputes every hash. */
export async function verifyAuditChain(scope: OrgScope): Promise<AuditChain> {
  let entries = 0;
  let head = chainStart;
  for (;;) {
    const page = await readPage(scope, BigInt(entries));
    for (const { id: _, hash, ...entry } of page) {
      const seq = BigInt(entries + 1);
      if (entry.seq !== seq) return { entries, head, broken: { seq, fault: "missing" } };
      if (hashOf(entry) !== hash) return { entries, head, broken: { seq, fault: "changed" } };
      if (entry.previousHash !== head) return { entries, head, broken: { seq, fault: "not linked" } };
      entries++;
      head = hash;
    }
    if (page.length < pageSize) return { entries, head, broken: null };
  }
}

function readPage(scope: OrgScope, after: bigint) {
  return withOrg(scope, (tx) =>
    tx
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.organizationId, scope.organizationId), gt(auditLog.seq, after)))
      .orderBy(asc(auditLog.seq))
      .limit(pageSize),
  );
}
