import { createHash } from "node:crypto";
import type { auditLog } from "@/db/schema";

type Row = typeof auditLog.$inferSelect;
type Detail = Row["detail"];

/** Everything that an entry says, and its place. */
export type ChainedEntry = Omit<Row, "id" | "hash">;

/** What the first entry of a chain follows. */
export const chainStart = "0".repeat(64);

/**
 * The hash of an entry: over what it says, its place and the hash of the one before, so that none can be changed,
 * left out or put in between without every later hash being wrong.
 */
export function hashOf(entry: ChainedEntry): string {
  const { organizationId, seq, at, actorKind, actorId, actorName, action, subject, detail, previousHash } = entry;
  const said = [organizationId, seq.toString(), at.toISOString(), actorKind, actorId, actorName, action, subject];
  const text = JSON.stringify([...said, sorted(detail), previousHash]);
  return createHash("sha256").update(text).digest("hex");
}

/** The database keeps members of JSON in an order of its own. */
function sorted(detail: Detail): [string, Detail[string]][] {
  return Object.entries(detail).toSorted(([one], [other]) => (one < other ? -1 : 1));
}
