import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { organizations, syncRuns } from "@/db/schema";
import { createWorld, type TestWorld } from "../testing";
import { syncDays } from "./sync-days";

let world: TestWorld;
beforeAll(async () => {
  // Its clock stands at 2026-11-18T12:00:00Z.
  world = await createWorld();
  const db = world.owner;
  const [account] = world.organization(0).accounts;
  if (!account) throw new Error("The preset has fewer accounts.");
  const { organizationId } = world.organization(0);
  const run = (startedAt: string, state: "running" | "complete" | "failed") => ({
    organizationId,
    connectedAccountId: account.id,
    trigger: "cron" as const,
    state,
    stage: "done",
    startedAt: new Date(startedAt),
    leaseUntil: new Date(startedAt),
  });
  await db
    .insert(syncRuns)
    .values([
      run("2026-11-18T11:00:00Z", "running"),
      run("2026-11-17T23:30:00Z", "complete"),
      run("2026-11-16T06:00:00Z", "failed"),
      run("2026-11-16T06:05:00Z", "complete"),
      run("2026-11-15T23:59:59Z", "complete"),
    ]);
});
afterAll(() => world.close());

const none = { running: 0, complete: 0, failed: 0 };

describe("syncDays", () => {
  it("counts the runs of each day up to today, oldest first, with the days on which nothing ran", async () => {
    expect(await syncDays(world.organization(0).as("viewer"), { days: 4 })).toEqual([
      { ...none, on: "2026-11-15", complete: 1 },
      { ...none, on: "2026-11-16", complete: 1, failed: 1 },
      { ...none, on: "2026-11-17", complete: 1 },
      { ...none, on: "2026-11-18", running: 1 },
    ]);
  });

  it("cuts days in the organization's own time zone", async () => {
    const { organizationId } = world.organization(0);
    const setZone = (timezone: string) =>
      world.owner.update(organizations).set({ timezone }).where(eq(organizations.id, organizationId));
    await setZone("Europe/Berlin");
    const days = await syncDays(world.organization(0).as("viewer"), { days: 2 });
    await setZone("UTC");
    expect(days).toEqual([
      { ...none, on: "2026-11-17" },
      { ...none, on: "2026-11-18", complete: 1, running: 1 },
    ]);
  });

  it("shows nothing of another organization", async () => {
    expect(await syncDays(world.organization(1).as("owner"), { days: 1 })).toEqual([{ ...none, on: "2026-11-18" }]);
  });

  it("needs the right to read transactions", async () => {
    await expect(syncDays(world.organization(0).asKey(["payouts:read"]), { days: 1 })).rejects.toMatchObject({
      code: "insufficient_scope",
    });
  });
});
