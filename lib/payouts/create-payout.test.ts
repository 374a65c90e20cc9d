import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditLog, connectedAccounts, payoutIntents, payouts } from "@/db/schema";
import { toCurrency } from "../core/currency";
import type { CreatePayoutInput } from "../core/payout-input";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { createPayout } from "./create-payout";

let world: TestWorld;
let ours: TestOrganization;
beforeAll(async () => {
  world = await createWorld();
  ours = world.organization(0);
});
beforeEach(() => world.emulator.clearFaults());
afterAll(() => world.close());

const usd = toCurrency("usd");
const wish = (changes: Partial<CreatePayoutInput> = {}): CreatePayoutInput => ({
  amount: 1_000n,
  method: "standard",
  metadata: {},
  ...changes,
});
const pay = (changes: Partial<CreatePayoutInput> = {}, clientKey: string = randomUUID(), ctx = ours.as("finance")) =>
  createPayout(ctx, wish(changes), { clientKey });
const accountId = (index = 0) => ours.accounts[index]?.stripeAccountId ?? "";
const intentOf = async (clientKey: string) =>
  (await world.owner.select().from(payoutIntents).where(eq(payoutIntents.clientKey, clientKey)))[0];
const atStripe = async (index = 0) => {
  const gateway = ours.asSystem().stripeFor(ours.accounts[index]?.stripeAccountId ?? ("acct_none" as never));
  return (await gateway.listPayouts({})).rows;
};
const externals = async () => {
  const gateway = ours.asSystem().stripeFor(ours.accounts[0]?.stripeAccountId ?? ("acct_none" as never));
  return gateway.listExternalAccounts();
};

async function created(result: ReturnType<typeof pay>) {
  const answer = await result;
  if (answer.kind !== "created") throw new Error("Still processing.");
  return answer.payout;
}

describe("createPayout", () => {
  it("pays out from the default account in its currency, and remembers who asked", async () => {
    const key = randomUUID();
    const payout = await created(pay({ description: "Weekly", metadata: { run: "7" } }, key));
    expect(payout).toMatchObject({
      amount: { minor: 1_000n, currency: "usd" },
      status: "pending",
      automatic: false,
      accountId: accountId(),
      description: "Weekly",
      createdBy: "Finance",
    });
    const [newest] = await atStripe();
    const intent = await intentOf(key);
    expect(newest).toMatchObject({
      stripePayoutId: payout.stripePayoutId,
      metadata: { run: "7", intent_id: intent?.id },
    });
    expect(intent).toMatchObject({ state: "succeeded", stripePayoutId: payout.stripePayoutId, leaseUntil: null });
    const audited = await world.owner.select().from(auditLog).where(eq(auditLog.actorId, ours.userIds.finance));
    expect(audited.map((row) => row.action)).toEqual(["payout.request", "payout.create"]);
  });

  it("answers the same key with the same payout for ever, and pays once", async () => {
    const key = randomUUID();
    const before = (await atStripe()).length;
    const first = await created(pay({}, key));
    expect(await created(pay({}, key))).toEqual(first);
    await world.advance(30 * 3_600);
    expect((await created(pay({}, key))).id).toBe(first.id);
    expect(await atStripe()).toHaveLength(before + 1);
  });

  it("refuses the key for another payout", async () => {
    const key = randomUUID();
    await pay({}, key);
    await expect(pay({ amount: 1_001n }, key)).rejects.toMatchObject({ code: "idempotency_key_reused" });
    await expect(pay({ currency: usd }, key)).rejects.toMatchObject({ code: "idempotency_key_reused" });
  });

  it("keeps keys of two organizations apart", async () => {
    const key = randomUUID();
    const mine = await created(pay({}, key));
    const theirs = await created(pay({}, key, world.organization(1).as("owner")));
    expect(theirs.accountId).not.toBe(mine.accountId);
  });

  it("tells a second request to wait while the first holds the key", async () => {
    const key = randomUUID();
    await pay({}, key);
    await world.owner
      .update(payoutIntents)
      .set({
        state: "sent",
        sentAt: world.services.now(),
        leaseUntil: new Date(world.services.now().getTime() + 1_000),
      })
      .where(eq(payoutIntents.clientKey, key));
    await expect(pay({}, key)).rejects.toMatchObject({
      code: "idempotency_key_in_use",
      details: { retryAfterSeconds: 1 },
    });
  });

  it("pays out instantly to a destination that can", async () => {
    const card = (await externals()).find((external) => external.kind === "card");
    const payout = await created(pay({ method: "instant", destination: card?.id, amount: 2_000n }));
    expect(payout).toMatchObject({ method: "instant", type: "card", destination: { id: card?.id } });
    expect(payout.applicationFeeMinor).toBe(20n);
  });
});

describe("createPayout refuses", () => {
  it("people and keys that may not, without asking Stripe", async () => {
    const before = world.emulator.requests().length;
    await expect(pay({}, randomUUID(), ours.as("viewer"))).rejects.toMatchObject({ code: "forbidden" });
    await expect(pay({}, randomUUID(), ours.asKey(["payouts:read"]))).rejects.toMatchObject({
      code: "insufficient_scope",
    });
    expect(world.emulator.requests()).toHaveLength(before);
  });

  it("an account of another organization, or one that does not exist, alike", async () => {
    const foreign = world.organization(1).accounts[0]?.stripeAccountId;
    for (const id of [foreign, "acct_unknown", "nonsense"]) {
      await expect(pay({ accountId: id })).rejects.toMatchObject({ code: "not_found" });
    }
  });

  it("more than is available, with the figures, and stores nothing for the key", async () => {
    const key = randomUUID();
    await expect(pay({ amount: 99_999_999n }, key)).rejects.toMatchObject({
      code: "insufficient_balance",
      message: expect.stringContaining("less than $999,999.99"),
      details: { extra: { available: expect.any(BigInt), currency: "usd" } },
    });
    expect(await intentOf(key)).toBeUndefined();
  });

  it("a currency in which nothing is available", async () => {
    await expect(pay({ currency: toCurrency("eur") })).rejects.toMatchObject({ code: "insufficient_balance" });
  });

  it("amounts that are no step of their currency", async () => {
    await expect(pay({ currency: toCurrency("huf"), amount: 150n })).rejects.toMatchObject({
      code: "amount_invalid_for_currency",
    });
    await expect(pay({ currency: toCurrency("kwd"), amount: 1_001n })).rejects.toMatchObject({
      code: "amount_invalid_for_currency",
    });
  });

  it("a destination that is unknown, another organization's, of another currency or errored", async () => {
    await expect(pay({ destination: "ba_unknown" })).rejects.toMatchObject({ code: "destination_unusable" });
    const other = world.organization(1);
    const account = other.accounts[0];
    if (!account) throw new Error("No account.");
    const [foreign] = await other.asSystem().stripeFor(account.stripeAccountId).listExternalAccounts();
    await expect(pay({ destination: foreign?.id })).rejects.toMatchObject({ code: "destination_unusable" });
    const bad = (await externals()).find((external) => external.last4 === "1116");
    world.emulator.runScenario("external_account_error", accountId(), { external_account: bad?.id });
    await expect(pay({ destination: bad?.id })).rejects.toMatchObject({ code: "destination_unusable" });
  });

  it("an instant payout to a destination that cannot", async () => {
    const slow = (await externals()).find((external) => external.last4 === "9990");
    await expect(pay({ method: "instant", destination: slow?.id })).rejects.toMatchObject({
      code: "instant_not_available",
    });
  });

  it("while Stripe has payouts switched off, whether or not we know yet, and no longer once they are on again", async () => {
    world.emulator.runScenario("disable_payouts", accountId());
    await expect(pay()).rejects.toMatchObject({ code: "payouts_not_allowed" });
    await world.owner.update(connectedAccounts).set({ payoutsEnabled: false });
    await expect(pay()).rejects.toMatchObject({ code: "payouts_not_allowed" });
    world.emulator.runScenario("enable_payouts", accountId());
    await expect(created(pay())).resolves.toMatchObject({ status: "pending" });
  });

  it("what Stripe refuses, with the same answer for the same key even when it would be allowed by now", async () => {
    const key = randomUUID();
    await expect(pay({ amount: 50n }, key)).rejects.toMatchObject({
      code: "amount_out_of_range",
      details: { stripe: { code: "amount_too_small" } },
    });
    expect(await intentOf(key)).toMatchObject({ state: "failed", errorCode: "amount_out_of_range" });
    const before = world.emulator.requests().length;
    await expect(pay({ amount: 50n }, key)).rejects.toMatchObject({ code: "amount_out_of_range" });
    expect(world.emulator.requests()).toHaveLength(before);
  });

  it("anything while Stripe does not answer for the balance, with nothing written", async () => {
    world.emulator.setFaults([{ kind: "reset_before", path: "/v1/balance" }]);
    const key = randomUUID();
    await expect(pay({}, key)).rejects.toMatchObject({ code: "stripe_unavailable" });
    expect(await intentOf(key)).toBeUndefined();
  });

  it("an organization without an account", async () => {
    const bare = await createWorld({ connect: false });
    try {
      await expect(
        createPayout(bare.organization(0).as("owner"), wish(), { clientKey: randomUUID() }),
      ).rejects.toMatchObject({ code: "no_connected_account" });
    } finally {
      await bare.close();
    }
  });

  it("leaves no payout behind that Stripe does not have", async () => {
    const stored = await world.owner.select().from(payouts).where(eq(payouts.organizationId, ours.organizationId));
    const known = new Set((await atStripe()).map((row) => row.stripePayoutId));
    expect(stored.filter((row) => !known.has(row.stripePayoutId))).toEqual([]);
  });
});
