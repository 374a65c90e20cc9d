import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditLog, connectedAccounts, externalAccounts } from "@/db/schema";
import type { Account } from "../core/account";
import { toCurrency } from "../core/currency";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { disconnectAccount } from "./disconnect-account";
import { findAccountByStripeId } from "./find-account-by-stripe-id";
import { listAccounts } from "./list-accounts";
import { listExternalAccounts } from "./list-external-accounts";
import { recordAccount } from "./record-account";
import { recordDisconnect } from "./record-disconnect";
import { recordExternalAccounts } from "./record-external-accounts";
import { recordSchedule } from "./record-schedule";
import { resolveAccount } from "./resolve-account";

let world: TestWorld;
let ours: TestOrganization;
let theirs: TestOrganization;
let first: Account;
let second: Account;
beforeEach(async () => {
  world = await createWorld();
  ours = world.organization(0);
  theirs = world.organization(1);
  const [one, two] = ours.accounts;
  if (!one || !two) throw new Error("The preset has fewer accounts.");
  first = one;
  second = two;
});
afterEach(() => world.close());

const rowOf = async ({ id }: Account) =>
  (await world.owner.select().from(connectedAccounts).where(eq(connectedAccounts.id, id)))[0];
const seenOf = (account: Account) => world.services.stripeFor(account.stripeAccountId).getAccount();

describe("listAccounts", () => {
  it("gives the organization's own, the default first, and says they were never synced", async () => {
    const accounts = await listAccounts(ours.as("viewer"));
    expect(accounts).toMatchObject([
      { id: first.id, isDefault: true, syncedUpTo: null, disconnectedAt: null },
      { id: second.id, isDefault: false },
    ]);
    expect((await listAccounts(theirs.as("owner"))).map((account) => account.id)).toEqual([theirs.accounts[0]?.id]);
  });
});

describe("resolveAccount", () => {
  it("finds the named one, and the default when none is named", async () => {
    expect(await resolveAccount(ours.as("viewer"), second.stripeAccountId)).toEqual(second);
    expect((await resolveAccount(ours.as("viewer"))).id).toBe(first.id);
  });

  it("does not find another organization's, an unknown or a malformed id", async () => {
    const other = theirs.accounts[0]?.stripeAccountId ?? "";
    for (const id of [other, "acct_none", "", first.id, randomUUID(), "acct_%"]) {
      await expect(resolveAccount(ours.as("owner"), id)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  it("says when nothing is connected", async () => {
    const empty = await createWorld({ connect: false });
    await expect(resolveAccount(empty.organization(0).as("owner"))).rejects.toMatchObject({
      code: "no_connected_account",
    });
    await empty.close();
  });
});

describe("findAccountByStripeId", () => {
  it("tells whose an account is, and nothing for one never linked", async () => {
    expect(await findAccountByStripeId(world.services, second.stripeAccountId)).toEqual({
      organizationId: ours.organizationId,
      account: second,
    });
    expect(await findAccountByStripeId(world.services, "acct_none")).toBeNull();
  });
});

describe("recordAccount", () => {
  it("keeps what Stripe says and writes nothing when it says the same", async () => {
    const seen = await seenOf(first);
    const before = await rowOf(first);
    await world.advance(60);
    await recordAccount(ours.asSystem(), first, seen);
    expect(await rowOf(first)).toEqual(before);
    const changed = { ...seen, displayName: null, payoutsEnabled: false, requirementsDue: ["external_account", "a,b"] };
    expect(await recordAccount(ours.asSystem(), first, changed)).toMatchObject({
      displayName: null,
      payoutsEnabled: false,
      requirementsDue: ["external_account", "a,b"],
      isDefault: true,
    });
    expect((await rowOf(first))?.updatedAt).toEqual(world.services.now());
  });

  it("touches no other account, whosever it is", async () => {
    const seen = await seenOf(first);
    await expect(recordAccount(theirs.asSystem(), first, seen)).rejects.toMatchObject({ code: "not_found" });
    await expect(recordAccount(ours.asSystem(), second, seen)).rejects.toMatchObject({ code: "not_found" });
  });

  it("leaves a disconnected account disconnected", async () => {
    await recordDisconnect(ours.asSystem(), first);
    expect(await recordAccount(ours.asSystem(), first, await seenOf(first))).toMatchObject({ state: "disconnected" });
  });
});

describe("recordSchedule", () => {
  it("keeps a schedule exactly, large minimum balances included", async () => {
    const schedule = {
      interval: "weekly",
      weeklyPayoutDays: ["monday"],
      monthlyPayoutDays: [],
      status: "enabled",
      delayDays: 2,
      statementDescriptor: "HARBOR",
      debitNegativeBalances: true,
      minimumBalances: [{ currency: "usd", minor: 9_007_199_254_740_993n }],
    };
    await recordSchedule(ours.asSystem(), first, schedule);
    expect(await resolveAccount(ours.as("viewer"))).toMatchObject({
      schedule,
      scheduleFetchedAt: world.services.now(),
    });
    await expect(recordSchedule(theirs.asSystem(), first, schedule)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("recordExternalAccounts", () => {
  const bank = (id: string, changes: object = {}) => ({
    id,
    kind: "bank_account" as const,
    bankName: "STRIPE TEST BANK",
    brand: null,
    last4: "6789",
    country: "US",
    currency: toCurrency("usd"),
    status: "new",
    isDefaultForCurrency: false,
    payoutMethods: ["standard"],
    ...changes,
  });

  it("follows what Stripe lists: new, changed, gone and back again", async () => {
    const record = (list: Parameters<typeof recordExternalAccounts>[2]) =>
      recordExternalAccounts(ours.asSystem(), second, list);
    const listed = async () =>
      (await listExternalAccounts(ours.as("viewer"), { accountId: second.stripeAccountId })).map(({ id, status }) => [
        id,
        status,
      ]);
    await record([bank("ba_1"), bank("ba_2")]);
    expect(await listed()).toEqual([
      ["ba_1", "new"],
      ["ba_2", "new"],
    ]);
    await record([bank("ba_2", { status: "errored" })]);
    expect(await listed()).toEqual([["ba_2", "errored"]]);
    const gone = await world.owner
      .select()
      .from(externalAccounts)
      .where(eq(externalAccounts.stripeExternalAccountId, "ba_1"));
    expect(gone).toMatchObject([{ deletedAt: world.services.now(), last4: "6789" }]);
    await record([bank("ba_1"), bank("ba_2", { isDefaultForCurrency: true })]);
    expect(await listed()).toEqual([
      ["ba_2", "new"],
      ["ba_1", "new"],
    ]);
    await record([]);
    expect(await listed()).toEqual([]);
  });
});

describe("listExternalAccounts", () => {
  it("covers all accounts, and one currency when asked", async () => {
    const all = await listExternalAccounts(ours.as("viewer"), {});
    expect(new Set(all.map((external) => external.accountId))).toEqual(
      new Set([first.stripeAccountId, second.stripeAccountId]),
    );
    expect(await listExternalAccounts(ours.as("viewer"), { currency: "eur" })).toEqual([]);
  });

  it("shows a stranger none", async () => {
    expect(await listExternalAccounts(theirs.as("owner"), { accountId: first.stripeAccountId })).toEqual([]);
  });
});

describe("disconnectAccount", () => {
  it("ends the link, passes the default on and keeps the account's row", async () => {
    const wish = { organizationSlug: ours.slug, stripeAccountId: first.stripeAccountId };
    await disconnectAccount(world.services, wish);
    await disconnectAccount(world.services, wish);
    expect(await listAccounts(ours.as("viewer"))).toMatchObject([
      { id: second.id, isDefault: true, state: "active" },
      { id: first.id, isDefault: false, state: "disconnected", disconnectedAt: world.services.now() },
    ]);
    const entries = await world.owner.select().from(auditLog).where(eq(auditLog.action, "account.disconnect"));
    expect(entries).toMatchObject([{ subject: first.stripeAccountId, organizationId: ours.organizationId }]);
  });

  it("refuses accounts of others, unknown accounts and unknown organizations", async () => {
    const { stripeAccountId } = first;
    for (const wish of [
      { organizationSlug: theirs.slug, stripeAccountId },
      { organizationSlug: "nobody", stripeAccountId },
      { organizationSlug: ours.slug, stripeAccountId: "acct_none" },
    ]) {
      await expect(disconnectAccount(world.services, wish)).rejects.toMatchObject({ code: "not_found" });
    }
    expect((await rowOf(first))?.state).toBe("active");
  });

  it("cannot be done to an account through another organization's context", async () => {
    await recordDisconnect(theirs.asSystem(), first);
    expect((await rowOf(first))?.state).toBe("active");
  });
});
