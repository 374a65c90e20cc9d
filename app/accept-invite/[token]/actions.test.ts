import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closeDoors, openDoors, sessionOf, testOrigin } from "@/lib/http/testing";
import { findInvitation } from "@/lib/members/find-invitation";
import { inviteMember } from "@/lib/members/invite-member";
import { listMembers } from "@/lib/members/list-members";
import { createWorld, type TestWorld } from "@/lib/testing";
import { acceptInvitationAction } from "./actions";

// What Next would know of the request.
const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({ set: () => undefined }),
}));
vi.mock("next/navigation", () => ({
  redirect: (to: string) => {
    throw new Error(`redirect ${to}`);
  },
}));

let world: TestWorld;
beforeAll(async () => {
  world = await createWorld({ connect: false });
  openDoors(world);
});
beforeEach(() => {
  request.headers = new Headers({ origin: testOrigin });
});
afterAll(async () => {
  closeDoors();
  await world.close();
});

const untouched = { name: "", message: null, fields: {} };
let count = 0;

function invite(email = `person${++count}@example.com`) {
  return inviteMember(world.organization(0).as("owner"), { email, role: "viewer" });
}

function accept(token: unknown, given: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(given)) form.append(name, value);
  return acceptInvitationAction(token, untouched, form);
}

const emails = async () => (await listMembers(world.organization(0).as("owner"))).map(({ email }) => email);
const person = { name: "Newcomer", password: "a password for tests" };

describe("acceptInvitationAction", () => {
  it("lets a new person in, with the name and the password they chose", async () => {
    const { token, invitation } = await invite();
    await expect(accept(token, person)).rejects.toThrow(`redirect /${world.organization(0).slug}`);
    expect(await emails()).toContain(invitation.email);
  });

  it("names faulty fields, keeps the name and never the password", async () => {
    const { token } = await invite();
    const state = await accept(token, { name: "Newcomer", password: "too short" });
    expect(state).toEqual({ name: "Newcomer", message: null, fields: { password: "Choose at least 12 characters." } });
    expect(await accept(token)).toMatchObject({ fields: { name: "Enter your name." } });
    expect(await findInvitation(world.services, token)).not.toBeNull();
  });

  it("says one and the same of every link that does not work", async () => {
    const { token } = await invite();
    await accept(token, person).catch(() => undefined);
    const messages = new Set<string | null>();
    for (const one of [token, "wrong", "", undefined, { toString: () => token }, ["a"]]) {
      messages.add((await accept(one, person)).message);
    }
    expect(messages.size).toBe(1);
    expect([...messages][0]).toContain("doesn’t work");
  });

  it("is not run for another site, nor without an origin", async () => {
    const { token, invitation } = await invite();
    for (const origin of ["https://evil.example", "null", null]) {
      request.headers = new Headers(origin === null ? {} : { origin });
      expect((await accept(token, person)).message).toContain("must come from our own pages");
    }
    expect(await emails()).not.toContain(invitation.email);
  });

  it("asks who has a sign-in for its password, and no other", async () => {
    const other = world.organization(1);
    await sessionOf(world, other, "viewer");
    const { token, invitation } = await invite(`viewer@${other.slug}.example`);
    expect(await accept(token)).toMatchObject({ fields: { password: "Enter your password." } });
    const wrong = await accept(token, { name: "Taken", password: "another password" });
    expect(wrong.message).toBe("The email or the password is not right.");
    expect(await emails()).not.toContain(invitation.email);
    await expect(accept(token, { password: person.password })).rejects.toThrow("redirect /");
    expect(await emails()).toContain(invitation.email);
  });

  it("takes one press from whoever has signed in as the invited address, and none from others", async () => {
    const other = world.organization(1);
    const { token, invitation } = await invite(`finance@${other.slug}.example`);
    const stranger = await sessionOf(world, other, "owner");
    request.headers = new Headers({ origin: testOrigin, cookie: stranger.cookie });
    expect(await accept(token)).toMatchObject({ fields: { password: "Enter your password." } });
    const invited = await sessionOf(world, other, "finance");
    request.headers = new Headers({ origin: testOrigin, cookie: invited.cookie });
    await expect(accept(token)).rejects.toThrow("redirect /");
    expect(await emails()).toContain(invitation.email);
  });
});
