import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { balanceTransactions, organizations } from "@/db/schema";
import { syncAccount } from "../sync/sync-account";
import { createWorld, type TestWorld } from "../testing";
import { pendingRelease } from "./pending-release";

let world: TestWorld;
beforeAll(async () => {
  world = await createWorld();
  const organization = world.organization(0);
  for (const { stripeAccountId: accountId } of organization.accounts) {
    await syncAccount(organization.asSystem(), { accountId, trigger: "cron" });
  }
});
afterAll(() => world.close());

const viewer = () => world.organization(0).as("viewer");

describe("pendingRelease", () => {
  it("adds up to the pending balance, soonest day first", async () => {
    for (const account of world.organization(0).accounts) {
      const releases = await pendingRelease(viewer(), { accountId: account.stripeAccountId });
      const { pending } = await world.services.stripeFor(account.stripeAccountId).getBalance();
      expect(releases.reduce((sum, day) => sum + day.netMinor, 0n)).toBe(pending[0]?.minor);
      expect(releases.every((day) => day.netMinor === day.grossMinor - day.feeMinor)).toBe(true);
      const days = releases.map((day) => day.availableOn);
      expect(days).toEqual(days.toSorted());
    }
  });

  it("covers every account when none is named", async () => {
    const count = (days: Awaited<ReturnType<typeof pendingRelease>>) => days.reduce((sum, day) => sum + day.count, 0);
    const each = await Promise.all(
      world
        .organization(0)
        .accounts.map(({ stripeAccountId }) => pendingRelease(viewer(), { accountId: stripeAccountId })),
    );
    expect(count(await pendingRelease(viewer(), {}))).toBe(each.reduce((sum, days) => sum + count(days), 0));
  });

  it("cuts days in the organization's own time zone", async () => {
    const { organizationId } = world.organization(0);
    const inZone = async (timezone: string) => {
      await world.owner.update(organizations).set({ timezone }).where(eq(organizations.id, organizationId));
      return (await pendingRelease(viewer(), {})).map((day) => day.availableOn);
    };
    const rows = await world.owner.select().from(balanceTransactions);
    const pending = rows.filter((row) => row.availableOn > world.services.now());
    for (const zone of ["UTC", "America/New_York", "Pacific/Kiritimati"]) {
      const format = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" });
      expect(await inZone(zone)).toEqual([...new Set(pending.map((row) => format.format(row.availableOn)))].sort());
    }
  });

  it("lets go of a day once it has come", async () => {
    const [first] = await pendingRelease(viewer(), {});
    await world.advance(30 * 86_400);
    expect(first).toBeDefined();
    expect(await pendingRelease(viewer(), {})).toEqual([]);
  });

  it("shows a stranger nothing", async () => {
    expect(await pendingRelease(world.organization(1).as("owner"), {})).toEqual([]);
    const accountId = world.organization(0).accounts[0]?.stripeAccountId;
    await expect(pendingRelease(world.organization(1).as("owner"), { accountId })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(pendingRelease(world.organization(0).asKey(["payouts:read"]), {})).rejects.toMatchObject({
      code: "insufficient_scope",
    });
  });
});
