import { asc } from "drizzle-orm";
import type { Database } from "@/db/client";
import { organizations } from "@/db/schema";
import { withSystem } from "@/db/with-org";
import { type AuditChain, verifyAuditChain } from "../audit/verify-audit-chain";
import { type Finding, missing, ok } from "../core/finding";
import { toOrganizationId } from "../core/ids";

const subject = "Audit log";
const faults = { missing: "is missing", changed: "has been changed", "not linked": "does not follow the one before" };

/**
 * Whether the audit log of every organization is what was written, with the first entry that is not. Says nothing of
 * what entries hold.
 */
export async function checkAuditLogs(db: Database): Promise<Finding[]> {
  try {
    return await readAll(db);
  } catch {
    // Why a database does not answer is asked, and said, before this.
    return [missing(subject, "It cannot be read.", "Correct DATABASE_OWNER_URL, or start the database.")];
  }
}

async function readAll(db: Database): Promise<Finding[]> {
  const everybody = await withSystem(db, (tx) =>
    tx.select({ id: organizations.id, slug: organizations.slug }).from(organizations).orderBy(asc(organizations.slug)),
  );
  const broken: Finding[] = [];
  let entries = 0;
  for (const { id, slug } of everybody) {
    // The row itself is the check that this id may be minted.
    const chain = await verifyAuditChain({ db, organizationId: toOrganizationId(id) });
    entries += chain.entries;
    if (chain.broken) broken.push(brokenIn(slug, chain.broken));
  }
  if (broken.length > 0) return broken;
  return [ok(subject, `${entries} entries of ${everybody.length} organizations are as they were written.`)];
}

function brokenIn(slug: string, { seq, fault }: NonNullable<AuditChain["broken"]>): Finding {
  const mend = "Find out who changed the log in the database, and compare it with a backup.";
  return missing(subject, `Of ${slug}, entry ${seq} ${faults[fault]}.`, mend);
}
