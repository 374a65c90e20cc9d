import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, auditLog, members, sessions, users } from "@/db/schema";
import { signIn } from "../auth/sign-in";
import { closeDoors, openDoors, sessionOf } from "../http/testing";
import { createWorld, type TestWorld } from "../testing";
import { inviteMember } from "./invite-member";
import { resetPassword } from "./reset-password";
import { joined } from "./testing";

let world: TestWorld;
beforeAll(async () => {
  world = await createWorld({ connect: false });
  openDoors(world);
});
afterAll(async () => {
  closeDoors();
  await world.close();
});

const chosen = "a password for tests";
const headers = new Headers();
const email = "person@example.com";
const signedIn = async (password: string) => (await signIn(world.services, { email, password, headers })).ok;
const resets = () => world.owner.select().from(auditLog).where(eq(auditLog.action, "member.reset_password"));

describe("resetPassword", () => {
  it("makes one password the only one, ends every session, and tells each organization", async () => {
    const [one, two] = [world.organization(0), world.organization(1)];
    const person = await joined(world, one, { email, role: "finance" });
    await world.owner
      .insert(members)
      .values({ id: "second", organizationId: two.organizationId, userId: person.userId, role: "admin" });
    await sessionOf(world, two, "owner");
    expect(await signedIn(chosen)).toBe(true);
    expect(await world.owner.$count(sessions, eq(sessions.userId, person.userId))).toBe(1);

    const { password, organizations } = await resetPassword(world.operator, { email: " Person@Example.com" });

    expect(password).toHaveLength(24);
    expect(organizations).toEqual([one.slug, two.slug].toSorted());
    expect(await world.owner.$count(sessions, eq(sessions.userId, person.userId))).toBe(0);
    expect(await world.owner.$count(sessions, eq(sessions.userId, two.userIds.owner))).toBe(1);
    expect([await signedIn(chosen), await signedIn(password)]).toEqual([false, true]);
    const trace = await resets();
    expect(trace.map((entry) => entry.organizationId).toSorted()).toEqual(
      [one.organizationId, two.organizationId].toSorted(),
    );
    for (const entry of trace) {
      expect(entry).toMatchObject({ actorName: "operator", subject: person.userId, detail: { email } });
      expect(JSON.stringify(entry.detail)).not.toContain(password);
    }
  });

  it("gives a password to who has none, and to who is in no organization", async () => {
    const before = await resets();
    await world.owner.insert(users).values({ id: "alone", email: "alone@example.com", name: "Alone" });
    const { password, organizations } = await resetPassword(world.operator, { email: "alone@example.com" });
    expect(organizations).toEqual([]);
    const given = { email: "alone@example.com", password, headers };
    expect(await signIn(world.services, given)).toMatchObject({ ok: true, userId: "alone" });
    expect(await resets()).toHaveLength(before.length);
  });

  it("makes nobody", async () => {
    await inviteMember(world.organization(0).as("owner"), { email: "invited@example.com", role: "viewer" });
    const before = await world.owner.select().from(accounts);
    for (const unknown of ["invited@example.com", "nobody", "", "a\u0000b"]) {
      await expect(resetPassword(world.operator, { email: unknown })).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await world.owner.select().from(accounts)).toEqual(before);
  });
});
