import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { accounts } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";

/** What the sign-in library calls signing in with a password. */
export const credentialProvider = "credential";

/** Makes this, given as the sign-in library's hash, the one password of a person. To be called outside of organizations. */
export async function recordPassword(tx: OrgTransaction, userId: string, password: string): Promise<void> {
  const changed = await tx
    .update(accounts)
    .set({ password })
    .where(and(eq(accounts.userId, userId), eq(accounts.providerId, credentialProvider)))
    .returning({ id: accounts.id });
  if (changed.length > 0) return;
  await tx
    .insert(accounts)
    .values({ id: randomUUID(), accountId: userId, providerId: credentialProvider, userId, password });
}
