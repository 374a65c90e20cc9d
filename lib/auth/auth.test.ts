import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DELETE, GET, POST } from "@/app/api/auth/[...all]/route";
import { accounts, invitations, members, organizations, sessions, users } from "@/db/schema";
import { call, callJson, closeDoors, openDoors, sessionOf, testOrigin } from "../http/testing";
import { createWorld, type TestWorld } from "../testing";
import { getAuth } from "./auth";
import { findSessionUser } from "./find-session-user";

let world: TestWorld;
beforeAll(async () => {
  world = await createWorld({ connect: false });
  openDoors(world);
});
afterAll(async () => {
  closeDoors();
  await world.close();
});

const password = "a password for tests";

function post(path: string, body: unknown = {}, headers: Record<string, string> = {}) {
  return callJson(POST, { method: "POST", path: `/api/auth/${path}`, params: { all: path.split("/") }, body, headers });
}

async function ownerOf() {
  const organization = world.organization(0);
  const session = await sessionOf(world, organization, "owner");
  return { organization, session, email: `owner@${organization.slug}.example` };
}

async function everything() {
  const db = world.owner;
  return {
    users: await db.select().from(users).orderBy(users.id),
    organizations: await db.select().from(organizations).orderBy(organizations.id),
    members: await db.select().from(members).orderBy(members.id),
    invitations: await db.select().from(invitations),
    passwords: await db.select({ id: accounts.id, password: accounts.password }).from(accounts).orderBy(accounts.id),
  };
}

describe("signing in over HTTP", () => {
  it("sets a cookie that scripts cannot read and that other sites do not send with writes", async () => {
    const { email } = await ownerOf();
    const { status, body, headers } = await post("sign-in/email", { email, password });
    expect(status).toBe(200);
    expect(body).toMatchObject({ user: { email, name: "Owner" } });
    expect(JSON.stringify(body)).not.toContain("token");
    const [cookie] = headers.getSetCookie();
    expect(cookie).toMatch(/^pennyproof\.session_token=/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
  });

  it("binds the cookie to this host, for all of it and encrypted, where the address is https", async () => {
    const { email } = await ownerOf();
    const other = await createWorld({ connect: false });
    openDoors(other, { APP_URL: "https://pay.example.com" });
    await sessionOf(other, other.organization(0), "owner");
    const body = { email, password };
    const { headers } = await post("sign-in/email", body, { origin: "https://pay.example.com" });
    openDoors(world);
    await other.close();
    const [cookie = ""] = headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-pennyproof\.session_token=/);
    expect(cookie).toMatch(/; Path=\/(;|$)/i);
    expect(cookie).toMatch(/; Secure/i);
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(cookie).not.toMatch(/Domain/i);
  });

  it("starts a new session even when the browser already brings one", async () => {
    const { email, session } = await ownerOf();
    const { headers } = await post("sign-in/email", { email, password }, session);
    expect(headers.getSetCookie().join()).not.toContain(session.cookie);
  });

  it("answers an unknown e-mail and a wrong password alike", async () => {
    const { email } = await ownerOf();
    const wrong = await post("sign-in/email", { email, password: "not the password" });
    const unknown = await post("sign-in/email", { email: "nobody@example.com", password });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect({ ...wrong.body, requestId: "" }).toEqual({ ...unknown.body, requestId: "" });
  });

  it("refuses a sign-in that a page of another site sends", async () => {
    const { email } = await ownerOf();
    const foreign = await post("sign-in/email", { email, password }, { origin: "https://evil.example" });
    expect(foreign).toMatchObject({ status: 403, body: { code: "csrf_failed" } });
    const ours = await post("sign-in/email", { email, password }, { origin: testOrigin });
    expect(ours.status).toBe(200);
  });

  it.each([
    {},
    { email: 1, password: 2 },
    { email: "a@example.com" },
    { email: "a@example.com", password: "x".repeat(129) },
  ])("answers 400 to %j", async (body) => {
    expect(await post("sign-in/email", body)).toMatchObject({ status: 400, body: { code: "invalid_request" } });
  });
});

describe("a session", () => {
  const headersWith = (cookie: string) => new Headers({ cookie });

  it("is over after signing out, for every copy of its cookie", async () => {
    const { session } = await ownerOf();
    expect(await findSessionUser(world.services, headersWith(session.cookie))).toMatchObject({ name: "Owner" });
    expect((await post("sign-out", {}, session)).status).toBe(200);
    expect(await findSessionUser(world.services, headersWith(session.cookie))).toBeNull();
  });

  it("is not ended by a page of another site", async () => {
    const { session } = await ownerOf();
    expect((await post("sign-out", {}, { cookie: session.cookie, origin: "https://evil.example" })).status).toBe(403);
    expect(await findSessionUser(world.services, headersWith(session.cookie))).not.toBeNull();
  });

  it("is over after half an hour of rest, and its row is gone", async () => {
    const { session } = await ownerOf();
    const later = new Date(Date.now() + 31 * 60_000);
    expect(await findSessionUser(world.services, headersWith(session.cookie), later)).toBeNull();
    expect(await findSessionUser(world.services, headersWith(session.cookie))).toBeNull();
  });

  it("goes on while it is used, but not beyond twelve hours", async () => {
    const { session } = await ownerOf();
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    for (let minutes = 20; minutes < 720; minutes += 20) {
      expect(await findSessionUser(world.services, headersWith(session.cookie), at(minutes))).not.toBeNull();
    }
    expect(await findSessionUser(world.services, headersWith(session.cookie), at(721))).toBeNull();
  });

  it("does not exist for a cookie that was changed or made up", async () => {
    const { session } = await ownerOf();
    const [row] = await world.owner.select().from(sessions).limit(1);
    const forged = [
      session.cookie.replace(/.{4}$/, "AAAA"),
      `pennyproof.session_token=${row?.token}`,
      "pennyproof.session_token=",
    ];
    for (const cookie of forged) expect(await findSessionUser(world.services, headersWith(cookie))).toBeNull();
  });

  it("says who is signed in, and null to everybody else", async () => {
    const { session } = await ownerOf();
    const get = (headers: Record<string, string>) =>
      call(GET, { path: "/api/auth/get-session", params: { all: ["get-session"] }, headers });
    expect(await (await get(session)).json()).toMatchObject({ user: { name: "Owner" } });
    expect(await (await get({})).json()).toBeNull();
  });
});

describe("everything else the sign-in library can do", () => {
  const isPath = (value: unknown): value is { path: string } =>
    (typeof value === "object" || typeof value === "function") && value !== null && "path" in value;

  it("is not reachable: no role can invite, promote, create or delete anything", async () => {
    const paths = Object.values(getAuth(world.services.db).api).flatMap((value) =>
      isPath(value) && typeof value.path === "string" ? [value.path.slice(1)] : [],
    );
    expect(paths.length).toBeGreaterThan(40);
    expect(paths).toContain("organization/invite-member");
    const reachable = ["sign-in/email", "sign-out", "get-session"];
    const organization = world.organization(0);
    const session = await sessionOf(world, organization, "viewer");
    const before = await everything();
    const body = {
      organizationId: organization.organizationId,
      userId: organization.userIds.viewer,
      memberId: `member_${organization.userIds.viewer}`,
      memberIdOrEmail: `member_${organization.userIds.viewer}`,
      role: "owner",
      email: "friend@example.com",
      name: "Mine",
      slug: "mine",
      password: "another password",
      newPassword: "another password",
      currentPassword: "a password for tests",
      data: { name: "Mine" },
    };
    for (const path of paths.filter((name) => !reachable.includes(name))) {
      const target = { path: `/api/auth/${path}`, params: { all: path.split("/") }, headers: session };
      expect((await call(POST, { method: "POST", body, ...target })).status, path).toBe(404);
      expect((await call(GET, target)).status, path).toBe(404);
      expect((await call(DELETE, { method: "DELETE", ...target })).status, path).toBe(404);
    }
    expect(await everything()).toEqual(before);
  });

  it("includes signing up, even on the server", async () => {
    const before = await everything();
    const body = { email: "new@example.com", name: "New", password: "another password" };
    await expect(getAuth(world.services.db).api.signUpEmail({ body })).rejects.toThrow();
    expect(await everything()).toEqual(before);
  });

  it("refuses to make an organization for a member, even on the server", async () => {
    const { cookie } = await sessionOf(world, world.organization(0), "owner");
    const attempt = getAuth(world.services.db).api.createOrganization({
      body: { name: "Mine", slug: "mine" },
      headers: new Headers({ cookie, origin: testOrigin }),
    });
    await expect(attempt).rejects.toThrow();
    expect(await world.owner.select().from(organizations).where(eq(organizations.slug, "mine"))).toEqual([]);
  });
});
