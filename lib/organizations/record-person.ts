import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { members, users } from "@/db/schema";
import { enterOrg, type OrgTransaction } from "@/db/with-org";
import type { Role } from "../core/access";
import type { OrganizationId } from "../core/ids";
import { recordPassword } from "./record-password";

export type Person = { readonly email: string; readonly name: string; readonly password: string };

/**
 * Makes sure that a person exists, signs in with this password and has this role in the organization. Said twice, it
 * changes nothing but the password. Returns the person's id, and leaves the transaction in that organization. For
 * operators only: it asks nobody who they are.
 */
export async function recordPerson(
  tx: OrgTransaction,
  { organizationId, role, person }: { organizationId: OrganizationId; role: Role; person: Person },
): Promise<string> {
  const email = person.email.trim().toLowerCase();
  const hashed = await hashPassword(person.password);
  // People and passwords belong to no organization and can be written in none.
  await enterOrg(tx, null);
  const userId = await recordUser(tx, { ...person, email });
  await recordPassword(tx, userId, hashed);
  await enterOrg(tx, organizationId);
  await tx
    .insert(members)
    .values({ id: randomUUID(), organizationId, userId, role })
    .onConflictDoUpdate({ target: [members.organizationId, members.userId], set: { role } });
  return userId;
}

async function recordUser(tx: OrgTransaction, { email, name }: Person): Promise<string> {
  const [user] = await tx
    .insert(users)
    .values({ id: randomUUID(), email, name, emailVerified: true })
    .onConflictDoUpdate({ target: users.email, set: { name } })
    .returning({ id: users.id });
  if (!user) throw new Error("The database did not answer with the person.");
  return user.id;
}
