import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { payouts } from "@/db/schema";
import type { Account } from "../core/account";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { refreshPayout } from "./refresh-payout";

let world: TestWorld;
let organization: TestOrganization;
let account: Account;
beforeAll(async () => {
  world = await createWorld();
  organization = world.organization(0);
  const [first] = organization.accounts;
  if (!first) throw new Error("No account.");
  account = first;
});
afterAll(() => world.close());

const made = async () => {
  const ctx = organization.asSystem();
  const { rows } = await ctx.stripeFor(account.stripeAccountId).listPayouts({});
  const [newest] = rows;
  if (!newest) throw new Error("No payout.");
  return newest.stripePayoutId;
};
const rowsOf = (id: string) => world.owner.select().from(payouts).where(eq(payouts.stripePayoutId, id));

describe("refreshPayout", () => {
  it("stores what Stripe says now", async () => {
    const id = await made();
    const stored = await refreshPayout(organization.asSystem("webhook"), account, id, { source: "webhook" });
    expect(stored).toMatchObject({ stripePayoutId: id, status: "paid", method: "standard" });
    expect(stored.destination?.last4).toBe("6789");
    expect(await rowsOf(id)).toHaveLength(1);
  });

  it("counts as news even when the stored answer came from a clock that runs ahead", async () => {
    const id = await made();
    const ahead = new Date(world.services.now().getTime() + 600_000);
    await world.owner
      .update(payouts)
      .set({ fetchedAt: ahead, status: "in_transit" })
      .where(eq(payouts.stripePayoutId, id));
    const stored = await refreshPayout(organization.asSystem(), account, id, { source: "sweep" });
    expect(stored.status).toBe("paid");
    expect((await rowsOf(id))[0]?.fetchedAt).toEqual(ahead);
  });

  it("stores nothing that Stripe does not have for this account", async () => {
    const id = await made();
    const [other] = world.organization(1).accounts;
    if (!other) throw new Error("No account.");
    await world.owner.delete(payouts).where(eq(payouts.stripePayoutId, "po_none"));
    for (const [whose, unknown] of [
      [account, "po_none"],
      [other, id],
    ] as const) {
      const ctx = (whose === other ? world.organization(1) : organization).asSystem();
      await expect(refreshPayout(ctx, whose, unknown, { source: "webhook" })).rejects.toMatchObject({
        outcome: "refused",
        code: "resource_missing",
      });
    }
    expect(await rowsOf("po_none")).toHaveLength(0);
    expect(await rowsOf(id)).toHaveLength(1);
  });
});
