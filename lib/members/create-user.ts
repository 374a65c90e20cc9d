import { randomUUID } from "node:crypto";
import { accounts, users } from "@/db/schema";
import type { OrgTransaction } from "@/db/with-org";
import { credentialProvider } from "../organizations/record-password";

/**
 * A person with a sign-in, whose password is given as the sign-in library's hash. Returns the id, or null when the
 * address has a sign-in already, which stays as it is. Nobody has shown that the address is theirs: whoever sent the link
 * has seen it too.
 */
export async function createUser(
  tx: OrgTransaction,
  { email, name, passwordHash, at }: { email: string; name: string; passwordHash: string; at: Date },
): Promise<string | null> {
  const [user] = await tx
    .insert(users)
    .values({ id: randomUUID(), email, name, emailVerified: false, createdAt: at, updatedAt: at })
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  if (!user) return null;
  await tx.insert(accounts).values({
    id: randomUUID(),
    accountId: user.id,
    providerId: credentialProvider,
    userId: user.id,
    password: passwordHash,
    createdAt: at,
    updatedAt: at,
  });
  return user.id;
}
