import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog, organizations } from "@/db/schema";
import { createWorld, type TestWorld } from "../testing";
import { findMembership } from "./find-membership";
import { updateOrganization } from "./update-organization";

let world: TestWorld;
beforeAll(async () => {
  world = await createWorld({ connect: false });
});
afterAll(() => world.close());

describe("updateOrganization", () => {
  it("changes name and zone for everybody at once, with one trace of both", async () => {
    const ours = world.organization(0);
    const input = { name: "Juniper & Sons", timezone: "Asia/Kolkata" };
    await updateOrganization(ours.as("admin"), input);
    await updateOrganization(ours.as("admin"), input);
    const seen = await findMembership(world.services, { userId: ours.userIds.viewer, slug: ours.slug });
    expect(seen).toMatchObject({ ...input, slug: ours.slug });
    const audits = await world.owner.select().from(auditLog).where(eq(auditLog.subject, ours.organizationId));
    expect(audits).toMatchObject([
      { action: "organization.update", actorName: "Admin", detail: { ...input, timezoneBefore: "UTC" } },
    ]);
  });

  it("is refused below admin and to every key, and never reaches another organization", async () => {
    const [ours, theirs] = [world.organization(0), world.organization(1)];
    const input = { name: "Taken", timezone: "UTC" };
    for (const role of ["finance", "viewer"] as const) {
      await expect(updateOrganization(ours.as(role), input)).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(updateOrganization(ours.asKey(), input)).rejects.toMatchObject({ code: "insufficient_scope" });
    await updateOrganization(theirs.as("owner"), input);
    const names = await world.owner.select({ name: organizations.name }).from(organizations);
    expect(names.filter(({ name }) => name === "Taken")).toHaveLength(1);
  });
});
