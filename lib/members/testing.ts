import { eq } from "drizzle-orm";
import { auditLog, members } from "@/db/schema";
import type { Context } from "../context";
import type { Role } from "../core/access";
import type { TestOrganization, TestWorld } from "../testing";
import { acceptInvitation } from "./accept-invitation";
import { inviteMember } from "./invite-member";
import { listMembers } from "./list-members";
import type { Member } from "./member";

const password = "a password for tests";

/** A person who has accepted an invitation, and what they work with. */
export async function joined(
  world: TestWorld,
  organization: TestOrganization,
  { email, role }: { email: string; role: Role },
): Promise<Member & { ctx: Context }> {
  const { token } = await inviteMember(organization.as("owner"), { email, role });
  const name = email.split("@")[0] ?? email;
  await acceptInvitation(world.services, { token, person: { kind: "new", name, password } });
  const member = (await listMembers(organization.as("owner"))).find((one) => one.email === email);
  if (!member) throw new Error(`${email} is no member.`);
  const { organizationId } = organization;
  const actor = { kind: "user", userId: member.userId, name, role } as const;
  return { ...member, ctx: { ...world.services, organizationId, actor } };
}

/** Who has which role, by address; read past every verb. */
export async function rolesIn(world: TestWorld, organization: TestOrganization): Promise<Record<string, string>> {
  const rows = await world.owner.select().from(members).where(eq(members.organizationId, organization.organizationId));
  return Object.fromEntries(rows.map((row) => [row.userId, row.role]));
}

/** The actions on record about one subject, in order. */
export async function auditsOf(world: TestWorld, subject: string) {
  return world.owner.select().from(auditLog).where(eq(auditLog.subject, subject)).orderBy(auditLog.id);
}
