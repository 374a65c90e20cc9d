import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, auditLog, invitations, members, users } from "@/db/schema";
import { signIn } from "../auth/sign-in";
import { closeDoors, openDoors } from "../http/testing";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { acceptInvitation } from "./accept-invitation";
import { findInvitation } from "./find-invitation";
import { hashInvitationToken } from "./invitation-token";
import { inviteMember } from "./invite-member";
import { listInvitations } from "./list-invitations";
import { listMembers } from "./list-members";
import { removeMember } from "./remove-member";
import { revokeInvitation } from "./revoke-invitation";
import { auditsOf, joined, rolesIn } from "./testing";

let world: TestWorld;
let ours: TestOrganization;
let theirs: TestOrganization;
beforeAll(async () => {
  world = await createWorld({ connect: false });
  ours = world.organization(0);
  theirs = world.organization(1);
  openDoors(world);
});
afterAll(async () => {
  closeDoors();
  await world.close();
});

const password = "a password for tests";
const daySeconds = 86_400;
let count = 0;
const newEmail = () => `person${++count}@example.com`;
const newPerson = { kind: "new", name: "Newcomer", password } as const;
const emails = async (organization: TestOrganization) =>
  (await listMembers(organization.as("owner"))).map((member) => member.email);

describe("inviteMember", () => {
  it("gives the link away once, and keeps a hash for seven days", async () => {
    const email = newEmail();
    const { invitation, token } = await inviteMember(ours.as("admin"), { email, role: "finance" });
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(invitation).toMatchObject({ email, role: "finance", invitedBy: "Admin" });
    expect(invitation.expiresAt.getTime() - invitation.createdAt.getTime()).toBe(7 * daySeconds * 1000);
    const [row] = await world.owner.select().from(invitations).where(eq(invitations.id, invitation.id));
    expect(row).toMatchObject({ status: "pending", tokenHash: hashInvitationToken(token) });
    expect(JSON.stringify(row)).not.toContain(token);
    const audits = await auditsOf(world, invitation.id);
    expect(audits).toMatchObject([{ action: "invitation.create", actorName: "Admin", detail: { email } }]);
    expect(JSON.stringify(audits[0]?.detail)).not.toContain(token);
  });

  it("gives an address one link at a time, however often it is asked at once", async () => {
    const email = newEmail();
    const asked = await Promise.allSettled(
      ["owner", "admin", "owner", "admin"].map((role) =>
        inviteMember(ours.as(role === "owner" ? "owner" : "admin"), { email, role: "viewer" }),
      ),
    );
    expect(asked.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of asked) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "conflict" });
    const open = (await listInvitations(ours.as("viewer"))).filter((one) => one.email === email);
    expect(open).toHaveLength(1);
  });

  it("lets a new link take the place of one whose time is over", async () => {
    const email = newEmail();
    const old = await inviteMember(ours.as("owner"), { email, role: "viewer" });
    await world.advance(7 * daySeconds);
    const fresh = await inviteMember(ours.as("owner"), { email, role: "viewer" });
    expect(await findInvitation(world.services, old.token)).toBeNull();
    expect(await findInvitation(world.services, fresh.token)).toMatchObject({ email });
  });

  it("gives nobody a role above the inviter's own", async () => {
    const attempt = (as: "owner" | "admin") => inviteMember(ours.as(as), { email: newEmail(), role: "owner" });
    await expect(attempt("admin")).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt("owner")).resolves.toMatchObject({ invitation: { role: "owner" } });
  });

  it("refuses an address that is a member already, but not one that is a member elsewhere", async () => {
    const email = `finance@${ours.slug}.example`;
    await expect(inviteMember(ours.as("owner"), { email, role: "admin" })).rejects.toMatchObject({ code: "conflict" });
    await expect(inviteMember(theirs.as("owner"), { email, role: "viewer" })).resolves.toBeDefined();
  });

  it("is refused below admin, to every key and to the product itself", async () => {
    const input = { email: newEmail(), role: "viewer" } as const;
    for (const role of ["finance", "viewer"] as const) {
      await expect(inviteMember(ours.as(role), input)).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(inviteMember(ours.asKey(), input)).rejects.toMatchObject({ code: "insufficient_scope" });
    await expect(inviteMember(ours.asSystem(), input)).rejects.toMatchObject({ code: "forbidden" });
    expect(await listInvitations(ours.as("owner"))).not.toContainEqual(expect.objectContaining(input));
  });
});

describe("listInvitations", () => {
  it("shows every member what is open, also what has run out, and nothing of other organizations", async () => {
    const email = newEmail();
    const { invitation } = await inviteMember(theirs.as("owner"), { email, role: "viewer" });
    await world.advance(8 * daySeconds);
    expect(await listInvitations(theirs.as("viewer"))).toContainEqual(invitation);
    expect((await listInvitations(ours.as("owner"))).map((one) => one.email)).not.toContain(email);
    await expect(listInvitations(ours.asKey())).rejects.toMatchObject({ code: "insufficient_scope" });
  });
});

describe("revokeInvitation", () => {
  it("makes the link useless; said twice, it leaves one trace", async () => {
    const { invitation, token } = await inviteMember(ours.as("owner"), { email: newEmail(), role: "viewer" });
    await revokeInvitation(ours.as("admin"), { id: invitation.id });
    await revokeInvitation(ours.as("admin"), { id: invitation.id });
    expect(await findInvitation(world.services, token)).toBeNull();
    const actions = (await auditsOf(world, invitation.id)).map((row) => row.action);
    expect(actions).toEqual(["invitation.create", "invitation.revoke"]);
  });

  it("refuses what was accepted meanwhile, and an admin for a link that makes owners", async () => {
    const email = newEmail();
    const { invitation, token } = await inviteMember(ours.as("owner"), { email, role: "owner" });
    const revoke = (as: "owner" | "admin") => revokeInvitation(ours.as(as), { id: invitation.id });
    await expect(revoke("admin")).rejects.toMatchObject({ code: "forbidden" });
    await acceptInvitation(world.services, { token, person: newPerson });
    await expect(revoke("owner")).rejects.toMatchObject({ code: "conflict" });
    expect(await emails(ours)).toContain(email);
  });

  it("finds none of another organization, none that is malformed, and does nothing below admin", async () => {
    const { invitation, token } = await inviteMember(ours.as("owner"), { email: newEmail(), role: "viewer" });
    for (const id of [invitation.id, "nothing", ""]) {
      const foreign = revokeInvitation(theirs.as("owner"), { id });
      await expect(foreign).rejects.toMatchObject({ code: "not_found" });
    }
    const low = revokeInvitation(ours.as("finance"), { id: invitation.id });
    await expect(low).rejects.toMatchObject({ code: "forbidden" });
    expect(await findInvitation(world.services, token)).not.toBeNull();
  });
});

describe("acceptInvitation", () => {
  it("makes a person who can sign in and has the role they were invited to", async () => {
    const email = newEmail();
    const { token } = await inviteMember(ours.as("owner"), { email, role: "finance" });
    expect(await findInvitation(world.services, token)).toMatchObject({
      slug: ours.slug,
      organizationName: ours.name,
      role: "finance",
      hasSignIn: false,
    });
    expect(await acceptInvitation(world.services, { token, person: newPerson })).toEqual({ slug: ours.slug, email });
    const member = (await listMembers(ours.as("viewer"))).find((one) => one.email === email);
    expect(member).toMatchObject({ name: "Newcomer", role: "finance", joinedAt: world.services.now(), activeAt: null });
    const signedIn = await signIn(world.services, { email, password, headers: new Headers() });
    expect(signedIn).toMatchObject({ ok: true, userId: member?.userId });
    const active = (await listMembers(ours.as("viewer"))).find((one) => one.email === email)?.activeAt;
    expect(active).toBeInstanceOf(Date);
    expect(await auditsOf(world, member?.id ?? "")).toMatchObject([
      { action: "member.join", actorKind: "user", actorName: "Newcomer", detail: { email, role: "finance" } },
    ]);
  });

  it("lets one of several through who use the link at once", async () => {
    const email = newEmail();
    const { token } = await inviteMember(ours.as("owner"), { email, role: "viewer" });
    const used = await Promise.allSettled(
      [1, 2, 3].map(() => acceptInvitation(world.services, { token, person: newPerson })),
    );
    expect(used.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of used) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "not_found" });
    expect((await emails(ours)).filter((one) => one === email)).toHaveLength(1);
  });

  it("says the same of a link that is wrong, expired, used or revoked", async () => {
    const invite = async () => inviteMember(ours.as("owner"), { email: newEmail(), role: "viewer" });
    const [expired, used, revoked] = [await invite(), await invite(), await invite()];
    await acceptInvitation(world.services, { token: used.token, person: newPerson });
    await revokeInvitation(ours.as("owner"), { id: revoked.invitation.id });
    await world.advance(7 * daySeconds);
    const messages = new Set<string>();
    for (const token of ["wrong", "", "\0", "x".repeat(10_000), expired.token, used.token, revoked.token]) {
      expect(await findInvitation(world.services, token)).toBeNull();
      const attempt = acceptInvitation(world.services, { token, person: newPerson });
      await attempt.catch((error: Error) => messages.add(error.message));
      await expect(attempt).rejects.toMatchObject({ code: "not_found" });
    }
    expect(messages.size).toBe(1);
  });

  it("takes over no sign-in: an address that has one keeps its password", async () => {
    const email = newEmail();
    const known = await joined(world, ours, { email, role: "viewer" });
    const { token } = await inviteMember(theirs.as("owner"), { email, role: "admin" });
    expect(await findInvitation(world.services, token)).toMatchObject({ hasSignIn: true });
    const before = await world.owner.select().from(accounts).where(eq(accounts.userId, known.userId));
    const attempt = acceptInvitation(world.services, { token, person: { ...newPerson, password: "another password" } });
    await expect(attempt).rejects.toMatchObject({ code: "conflict" });
    expect(await world.owner.select().from(accounts).where(eq(accounts.userId, known.userId))).toEqual(before);
    // Nothing was used up, so that the right person still gets in.
    await acceptInvitation(world.services, { token, person: { kind: "known", userId: known.userId } });
    expect(await emails(theirs)).toContain(email);
  });

  it("leaves a trace of a link that somebody used who is a member already, and their role as it was", async () => {
    const email = newEmail();
    const known = await joined(world, theirs, { email, role: "viewer" });
    const { token, invitation } = await inviteMember(ours.as("owner"), { email, role: "admin" });
    const row = { id: invitation.id, organizationId: ours.organizationId, userId: known.userId, role: "finance" };
    await world.owner.insert(members).values(row);
    await acceptInvitation(world.services, { token, person: { kind: "known", userId: known.userId } });
    expect((await rolesIn(world, ours))[known.userId]).toBe("finance");
    expect(await auditsOf(world, invitation.id)).toMatchObject([
      { action: "invitation.create" },
      { action: "invitation.accept", actorId: known.userId, detail: { email, role: "admin", kept: "finance" } },
    ]);
  });

  it("says of nobody that their address is known to be theirs", async () => {
    const email = newEmail();
    await joined(world, ours, { email, role: "viewer" });
    const [user] = await world.owner.select().from(users).where(eq(users.email, email));
    expect(user?.emailVerified).toBe(false);
  });

  it("lets nobody in but the one who was invited", async () => {
    const email = newEmail();
    const { token } = await inviteMember(ours.as("owner"), { email, role: "admin" });
    for (const userId of [theirs.userIds.owner, "nobody"]) {
      const stranger = acceptInvitation(world.services, { token, person: { kind: "known", userId } });
      await expect(stranger).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await world.owner.select().from(users).where(eq(users.email, email))).toEqual([]);
    expect(await findInvitation(world.services, token)).not.toBeNull();
  });

  it("dies with the membership of whoever sent it", async () => {
    const admin = await joined(world, ours, { email: newEmail(), role: "admin" });
    const { token, invitation } = await inviteMember(admin.ctx, { email: newEmail(), role: "viewer" });
    await removeMember(ours.as("owner"), { id: admin.id });
    expect(await findInvitation(world.services, token)).toBeNull();
    const trace = await world.owner.select().from(auditLog).where(eq(auditLog.subject, invitation.id));
    expect(trace.map((row) => row.action)).toContain("invitation.revoke");
  });
});
