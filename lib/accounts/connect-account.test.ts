import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog, connectedAccounts } from "@/db/schema";
import { createWorld, type TestWorld } from "../testing";
import { connectAccount } from "./connect-account";
import { disconnectAccount } from "./disconnect-account";
import { listAccounts } from "./list-accounts";
import { listExternalAccounts } from "./list-external-accounts";

let world: TestWorld;
const described = (index: number) => {
  const found = world.emulator.world.organizations[index];
  if (!found) throw new Error("The preset has fewer organizations.");
  return { slug: found.slug, ids: found.accounts.map((account) => account.id) };
};

beforeAll(async () => {
  world = await createWorld({ connect: false });
});
afterAll(() => world.close());

describe("connectAccount", () => {
  it("links an account with its schedule and bank accounts, and makes the first one the default", async () => {
    const { slug, ids } = described(0);
    const [first = "", second = ""] = ids;
    const account = await connectAccount(world.services, { organizationSlug: slug, stripeAccountId: first });
    expect(account).toMatchObject({ stripeAccountId: first, isDefault: true, state: "active", livemode: false });
    expect(account.schedule).toMatchObject({ interval: "manual" });
    expect(account.scheduleFetchedAt).toEqual(world.services.now());
    const other = await connectAccount(world.services, { organizationSlug: slug, stripeAccountId: second });
    expect(other).toMatchObject({ isDefault: false, schedule: { interval: "daily" } });

    const ctx = world.organization(0).as("viewer");
    expect((await listAccounts(ctx)).map((row) => row.stripeAccountId)).toEqual([first, second]);
    const externals = await listExternalAccounts(ctx, { accountId: first });
    expect(externals.map((external) => external.last4).sort()).toEqual(["1116", "5556", "6789", "9990"]);
    expect(externals[0]).toMatchObject({ last4: "6789", isDefaultForCurrency: true, kind: "bank_account" });
  });

  it("writes into the audit log who connected what", async () => {
    const { ids } = described(0);
    const entries = await world.owner
      .select()
      .from(auditLog)
      .where(eq(auditLog.subject, ids[0] ?? ""));
    expect(entries).toMatchObject([{ action: "account.connect", actorKind: "system", actorName: "operator" }]);
  });

  it("refuses an account that another organization has, and changes nothing", async () => {
    const { ids } = described(0);
    await expect(
      connectAccount(world.services, { organizationSlug: described(1).slug, stripeAccountId: ids[0] ?? "" }),
    ).rejects.toMatchObject({ code: "conflict" });
    const rows = await world.owner.select().from(connectedAccounts);
    expect(rows.every((row) => row.organizationId === world.organization(0).organizationId)).toBe(true);
  });

  it("refuses malformed ids, unknown organizations and accounts Stripe does not let us into", async () => {
    const { slug } = described(1);
    const connect = (organizationSlug: string, stripeAccountId: string) =>
      connectAccount(world.services, { organizationSlug, stripeAccountId });
    await expect(connect(slug, "acct_")).rejects.toMatchObject({ code: "invalid_request" });
    await expect(connect("nobody", described(1).ids[0] ?? "")).rejects.toMatchObject({ code: "not_found" });
    await expect(connect(slug, "acct_1unknown")).rejects.toMatchObject({
      code: "stripe_error",
      details: { stripe: { code: "account_invalid" } },
    });
  });

  it("makes a disconnected account active again, said twice or once", async () => {
    const { slug, ids } = described(0);
    const wish = { organizationSlug: slug, stripeAccountId: ids[1] ?? "" };
    await disconnectAccount(world.services, wish);
    const again = await connectAccount(world.services, wish);
    expect(again).toMatchObject({ state: "active", isDefault: false });
    expect((await connectAccount(world.services, wish)).id).toBe(again.id);
  });

  it("keeps the only account as the default through being disconnected and connected", async () => {
    const { slug, ids } = described(1);
    const wish = { organizationSlug: slug, stripeAccountId: ids[0] ?? "" };
    const only = await connectAccount(world.services, wish);
    await disconnectAccount(world.services, wish);
    const ctx = world.organization(1).as("owner");
    expect(await listAccounts(ctx)).toMatchObject([{ id: only.id, isDefault: true, state: "disconnected" }]);
    expect(await connectAccount(world.services, wish)).toMatchObject({ id: only.id, isDefault: true, state: "active" });
  });

  it("makes a new account the default in the place of a disconnected one", async () => {
    const fresh = await createWorld({ connect: false });
    const { slug, ids } = described(0);
    const [first = "", second = ""] = ids;
    await connectAccount(fresh.services, { organizationSlug: slug, stripeAccountId: first });
    await disconnectAccount(fresh.services, { organizationSlug: slug, stripeAccountId: first });
    await connectAccount(fresh.services, { organizationSlug: slug, stripeAccountId: second });
    const accounts = await listAccounts(fresh.organization(0).as("viewer"));
    expect(accounts.map(({ stripeAccountId, isDefault }) => [stripeAccountId, isDefault])).toEqual([
      [second, true],
      [first, false],
    ]);
    await fresh.close();
  });

  it("gives two accounts connected at once one default", async () => {
    const fresh = await createWorld({ connect: false });
    const [organization] = fresh.emulator.world.organizations;
    const wishes = (organization?.accounts ?? []).map(({ id }) => ({
      organizationSlug: organization?.slug ?? "",
      stripeAccountId: id,
    }));
    const accounts = await Promise.all(wishes.map((wish) => connectAccount(fresh.services, wish)));
    expect(accounts.filter((account) => account.isDefault)).toHaveLength(1);
    await fresh.close();
  });
});
