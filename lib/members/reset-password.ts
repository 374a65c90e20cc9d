import { randomBytes, randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { sessions, users } from "@/db/schema";
import { beforeCommit, enterOrg, withOrg, withSystem } from "@/db/with-org";
import { recordAudit } from "../audit/record-audit";
import { contextForSystem, type Services } from "../context";
import { AppError } from "../core/errors";
import { toOrganizationId } from "../core/ids";
import { listMemberships } from "../organizations/list-memberships";
import { recordPassword } from "../organizations/record-password";

export type ResetPassword = {
  /** Made up, to be shown once. */
  readonly password: string;
  /** Slugs of those in which it is on record. */
  readonly organizations: readonly string[];
};

/**
 * Gives a person a new password and ends all their sessions, for somebody who forgot theirs or whose sign-in another
 * registered; an operator's act. What they are member of stays. Throws `not_found` for an address without a sign-in.
 */
export async function resetPassword(services: Services, given: { email: string }): Promise<ResetPassword> {
  const email = given.email.trim().toLowerCase();
  const userId = await findUserId(services, email);
  if (userId === null) throw new AppError("not_found", `${email} has no sign-in. Nothing was changed.`);
  const memberships = (await listMemberships(services, { userId })).toSorted((one, other) =>
    one.id < other.id ? -1 : 1,
  );
  const password = randomBytes(18).toString("base64url");
  const hashed = await hashPassword(password);
  // Passwords belong to no organization, so the one this begins in is none that exists.
  const nowhere = contextForSystem(services, toOrganizationId(randomUUID()), "operator");
  await withOrg(nowhere, async (tx) => {
    await enterOrg(tx, null);
    await recordPassword(tx, userId, hashed);
    await tx.delete(sessions).where(eq(sessions.userId, userId));
    for (const { id } of memberships) {
      // Entries are written at the end, each in its own organization.
      await beforeCommit(tx, () => enterOrg(tx, id));
      const ctx = { ...nowhere, organizationId: id };
      await recordAudit(tx, ctx, { action: "member.reset_password", subject: userId, detail: { email } });
    }
  });
  return { password, organizations: memberships.map(({ slug }) => slug).toSorted() };
}

async function findUserId({ db }: Services, email: string): Promise<string | null> {
  // The database takes no such character, and no address has one.
  if (email.includes("\0")) return null;
  const [user] = await withSystem(db, (tx) => tx.select({ id: users.id }).from(users).where(eq(users.email, email)));
  return user?.id ?? null;
}
