import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findMembership } from "../organizations/find-membership";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { changeRole } from "./change-role";
import { inviteMember } from "./invite-member";
import { leaveOrganization } from "./leave-organization";
import { listInvitations } from "./list-invitations";
import { listMembers } from "./list-members";
import { removeMember } from "./remove-member";
import { auditsOf, joined, rolesIn } from "./testing";
import { transferOwnership } from "./transfer-ownership";

let world: TestWorld;
let ours: TestOrganization;
let theirs: TestOrganization;
beforeAll(async () => {
  world = await createWorld({ connect: false });
  ours = world.organization(0);
  theirs = world.organization(1);
});
afterAll(() => world.close());

let count = 0;
const person = (role: "owner" | "admin" | "finance" | "viewer") =>
  joined(world, ours, { email: `${role}${++count}@example.com`, role });
const memberId = (organization: TestOrganization, role: keyof TestOrganization["userIds"]) =>
  `member_${organization.userIds[role]}`;
const actionsOf = async (subject: string) => (await auditsOf(world, subject)).map((row) => row.action);

describe("listMembers", () => {
  it("shows every member everybody, owners first, and nobody of another organization", async () => {
    const listed = await listMembers(ours.as("viewer"));
    expect(listed.map((member) => member.role)).toEqual(["owner", "admin", "finance", "viewer"]);
    expect(listed.map((member) => member.userId).toSorted()).toEqual(Object.values(ours.userIds).toSorted());
    await expect(listMembers(ours.asKey())).rejects.toMatchObject({ code: "insufficient_scope" });
  });
});

describe("changeRole", () => {
  it("works from the next request on; said twice, it leaves one trace", async () => {
    const member = await person("viewer");
    const change = () => changeRole(ours.as("admin"), { id: member.id, role: "finance" });
    expect(await change()).toMatchObject({ id: member.id, role: "finance" });
    expect(await change()).toMatchObject({ role: "finance" });
    const seen = await findMembership(world.services, { userId: member.userId, slug: ours.slug });
    expect(seen?.role).toBe("finance");
    expect(await actionsOf(member.id)).toEqual(["member.join", "member.change_role"]);
    expect((await auditsOf(world, member.id)).at(-1)).toMatchObject({
      actorName: "Admin",
      detail: { from: "viewer", to: "finance" },
    });
  });

  it("gives nobody a role above one's own, and keeps admins away from owners", async () => {
    const member = await person("viewer");
    const before = await rolesIn(world, ours);
    const tries = [
      { as: "admin", id: member.id, role: "owner" },
      { as: "admin", id: memberId(ours, "owner"), role: "viewer" },
      { as: "admin", id: memberId(ours, "admin"), role: "viewer" },
      { as: "owner", id: memberId(ours, "owner"), role: "admin" },
      { as: "finance", id: member.id, role: "admin" },
      { as: "viewer", id: member.id, role: "admin" },
    ] as const;
    for (const { as, ...input } of tries) {
      await expect(changeRole(ours.as(as), input)).rejects.toMatchObject({ code: "forbidden" });
    }
    const asKey = changeRole(ours.asKey(), { id: member.id, role: "admin" });
    await expect(asKey).rejects.toMatchObject({ code: "insufficient_scope" });
    expect(await rolesIn(world, ours)).toEqual(before);
  });

  it("finds nobody of another organization, nor by a malformed id", async () => {
    for (const id of [memberId(ours, "viewer"), ours.userIds.viewer, "nobody", ""]) {
      const foreign = changeRole(theirs.as("owner"), { id, role: "admin" });
      await expect(foreign).rejects.toMatchObject({ code: "not_found" });
    }
  });

  it("ends the links somebody sent who may no longer send such", async () => {
    const admin = await person("admin");
    const invited = await inviteMember(admin.ctx, { email: "late@example.com", role: "admin" });
    await changeRole(ours.as("owner"), { id: admin.id, role: "finance" });
    const open = (await listInvitations(ours.as("owner"))).map((one) => one.id);
    expect(open).not.toContain(invited.invitation.id);
  });

  it("asks for the role somebody has now, not the one their request began with", async () => {
    const admin = await person("admin");
    await changeRole(ours.as("owner"), { id: admin.id, role: "viewer" });
    // Their context still says admin.
    const late = changeRole(admin.ctx, { id: memberId(ours, "viewer"), role: "finance" });
    await expect(late).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("removeMember", () => {
  it("ends access at once; the second time there is nobody to remove", async () => {
    const member = await person("finance");
    expect(await removeMember(ours.as("admin"), { id: member.id })).toMatchObject({ email: member.email });
    expect(await findMembership(world.services, { userId: member.userId, slug: ours.slug })).toBeNull();
    const again = removeMember(ours.as("admin"), { id: member.id });
    await expect(again).rejects.toMatchObject({ code: "not_found" });
    expect(await actionsOf(member.id)).toEqual(["member.join", "member.remove"]);
  });

  it("leaves owners to owners, and oneself to leaving", async () => {
    const before = await rolesIn(world, ours);
    const tries = [
      ["admin", "owner"],
      ["owner", "owner"],
      ["admin", "admin"],
      ["finance", "viewer"],
    ] as const;
    for (const [as, whom] of tries) {
      const attempt = removeMember(ours.as(as), { id: memberId(ours, whom) });
      await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
    }
    const foreign = removeMember(theirs.as("owner"), { id: memberId(ours, "viewer") });
    await expect(foreign).rejects.toMatchObject({ code: "not_found" });
    expect(await rolesIn(world, ours)).toEqual(before);
  });

  it("lets an owner remove another one", async () => {
    const second = await person("owner");
    await removeMember(ours.as("owner"), { id: second.id });
    expect(Object.keys(await rolesIn(world, ours))).not.toContain(second.userId);
  });
});

describe("transferOwnership", () => {
  it("changes both roles or none, and can be given back", async () => {
    const next = await person("finance");
    const mine = ours.userIds.owner;
    expect(await transferOwnership(ours.as("owner"), { id: next.id })).toMatchObject({ role: "owner" });
    expect(await rolesIn(world, ours)).toMatchObject({ [next.userId]: "owner", [mine]: "admin" });
    const again = transferOwnership(ours.as("owner"), { id: next.id });
    await expect(again).rejects.toMatchObject({ code: "forbidden" });
    const back = { ...next.ctx, actor: { kind: "user", userId: next.userId, name: "Next", role: "owner" } } as const;
    await transferOwnership(back, { id: memberId(ours, "owner") });
    expect(await rolesIn(world, ours)).toMatchObject({ [next.userId]: "admin", [mine]: "owner" });
    expect(await actionsOf(next.id)).toContain("ownership.transfer");
  });

  it("is the owner's alone, to somebody of the same organization who is none yet", async () => {
    const before = await rolesIn(world, ours);
    const viewer = memberId(ours, "viewer");
    await expect(transferOwnership(ours.as("admin"), { id: viewer })).rejects.toMatchObject({ code: "forbidden" });
    await expect(transferOwnership(ours.asSystem(), { id: viewer })).rejects.toMatchObject({ code: "forbidden" });
    const self = transferOwnership(ours.as("owner"), { id: memberId(ours, "owner") });
    await expect(self).rejects.toMatchObject({ code: "conflict" });
    const foreign = transferOwnership(ours.as("owner"), { id: memberId(theirs, "viewer") });
    await expect(foreign).rejects.toMatchObject({ code: "not_found" });
    expect(await rolesIn(world, ours)).toEqual(before);
  });
});

describe("leaveOrganization", () => {
  it("is free to everybody but the last owner", async () => {
    await expect(leaveOrganization(ours.as("owner"))).rejects.toMatchObject({ code: "conflict" });
    const second = await person("owner");
    await leaveOrganization(second.ctx);
    expect(Object.keys(await rolesIn(world, ours))).not.toContain(second.userId);
    await expect(leaveOrganization(second.ctx)).rejects.toMatchObject({ code: "not_found" });
    await expect(leaveOrganization(ours.asKey())).rejects.toMatchObject({ code: "forbidden" });
    expect(await actionsOf(second.id)).toEqual(["member.join", "member.leave"]);
  });
});

describe("an organization", () => {
  it("keeps an owner when two owners act on each other at the same moment", async () => {
    const second = await person("owner");
    const acts = [
      () => changeRole(ours.as("owner"), { id: second.id, role: "viewer" }),
      () => changeRole(second.ctx, { id: memberId(ours, "owner"), role: "viewer" }),
      () => removeMember(second.ctx, { id: memberId(ours, "owner") }),
      () => leaveOrganization(second.ctx),
      () => leaveOrganization(ours.as("owner")),
    ];
    await Promise.allSettled(acts.map((act) => act()));
    const owners = Object.values(await rolesIn(world, ours)).filter((role) => role === "owner");
    expect(owners).toHaveLength(1);
  });
});
