import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog, members, organizations, users } from "@/db/schema";
import { signIn } from "../auth/sign-in";
import { signOut } from "../auth/sign-out";
import { closeDoors, openDoors } from "../http/testing";
import { createWorld, type TestWorld } from "../testing";
import { createOwner } from "./create-owner";
import { findMembership } from "./find-membership";
import { listMemberships } from "./list-memberships";

let world: TestWorld;
beforeAll(async () => {
  world = await createWorld({ connect: false });
  openDoors(world, { RATE_LIMITS: "on" });
});
afterAll(async () => {
  closeDoors();
  await world.close();
});

const headers = new Headers();

describe("createOwner", () => {
  it("makes a person who can sign in and owns the new organization", async () => {
    const made = await createOwner(world.operator, { email: "First@Example.com", organizationName: "Lantern Books" });
    expect(made).toMatchObject({ slug: "lantern-books", email: "first@example.com" });
    const password = made.generatedPassword ?? "";
    expect(password.length).toBeGreaterThanOrEqual(24);
    expect(await signIn(world.services, { email: "first@example.com", password, headers })).toMatchObject({ ok: true });
    const [user] = await world.owner.select().from(users).where(eq(users.email, "first@example.com"));
    const membership = await findMembership(world.services, { userId: user?.id ?? "", slug: "lantern-books" });
    expect(membership).toMatchObject({ id: made.organizationId, role: "owner", timezone: "UTC" });
    const audits = await world.owner.select().from(auditLog).where(eq(auditLog.subject, "lantern-books"));
    expect(audits).toMatchObject([{ action: "organization.create", actorName: "operator" }]);
    expect(JSON.stringify(audits[0]?.detail)).not.toContain(password);
  });

  it("takes a given password and does not show it again", async () => {
    const given = { email: "second@example.com", organizationName: "Second", password: "a given password" };
    expect((await createOwner(world.operator, given)).generatedPassword).toBeNull();
    expect(await signIn(world.services, { ...given, headers })).toMatchObject({ ok: true });
  });

  it("takes over neither a person nor an organization", async () => {
    const before = await world.owner.$count(organizations);
    for (const given of [
      { email: "first@example.com", organizationName: "Another" },
      { email: "third@example.com", organizationName: "Lantern books!" },
    ]) {
      await expect(createOwner(world.operator, given)).rejects.toMatchObject({ code: "conflict" });
    }
    expect(await world.owner.$count(organizations)).toBe(before);
    expect(await world.owner.select().from(users).where(eq(users.email, "third@example.com"))).toEqual([]);
  });

  it.each([
    { email: "no address", organizationName: "X" },
    { email: "a@example.com", organizationName: " " },
    { email: "a@example.com", organizationName: "X", password: "short" },
  ])("refuses %j", async (given) => {
    await expect(createOwner(world.operator, given)).rejects.toMatchObject({ code: "invalid_request" });
  });
});

describe("a person's organizations", () => {
  const userId = () => world.organization(0).userIds.finance;

  it("are only those they are in", async () => {
    expect(await listMemberships(world.services, { userId: userId() })).toMatchObject([
      { slug: world.organization(0).slug, role: "finance" },
    ]);
    const slug = world.organization(1).slug;
    expect(await findMembership(world.services, { userId: userId(), slug })).toBeNull();
    for (const text of ["no-such", "", "a\u0000b", "\ud800", "' or 1=1", "Tiny-One"]) {
      expect(await findMembership(world.services, { userId: userId(), slug: text })).toBeNull();
    }
  });

  it("follow a changed role at once, and a role that is none of ours grants nothing", async () => {
    const { slug } = world.organization(0);
    const change = (role: string) => world.owner.update(members).set({ role }).where(eq(members.userId, userId()));
    await change("viewer");
    expect(await findMembership(world.services, { userId: userId(), slug })).toMatchObject({ role: "viewer" });
    await change("superuser");
    expect(await findMembership(world.services, { userId: userId(), slug })).toBeNull();
    expect(await listMemberships(world.services, { userId: userId() })).toEqual([]);
  });
});

describe("signIn and signOut", () => {
  it("tell nobody whether an e-mail is known, and nothing when there is no session", async () => {
    const wrong = await signIn(world.services, { email: "second@example.com", password: "wrong", headers });
    const unknown = await signIn(world.services, { email: "nobody@example.com", password: "wrong", headers });
    expect(wrong).toEqual(unknown);
    expect(wrong).toMatchObject({ ok: false, code: "unauthenticated" });
    await expect(signOut(world.services, { headers })).resolves.toBeUndefined();
  });

  it("slow down who guesses", async () => {
    const guess = () => signIn(world.services, { email: "guess@example.com", password: "wrong", headers });
    for (let index = 0; index < 10; index++) await guess();
    expect(await guess()).toMatchObject({
      ok: false,
      code: "rate_limited",
      message: expect.stringMatching(/minutes?\.$/),
    });
  });
});
