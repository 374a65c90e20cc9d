import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { balanceTransactions, connectedAccounts, externalAccounts, payoutEvents, webhookEvents } from "@/db/schema";
import { connectAccount } from "../accounts/connect-account";
import { toCurrency } from "../core/currency";
import { toStripeAccountId } from "../core/ids";
import { money } from "../core/money";
import { accountAt } from "../payouts/testing";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { processEvents } from "./process-events";
import { post, storedEvent } from "./testing";

let world: TestWorld;
let ours: TestOrganization;
let account: string;
/** Accounts that no longer let the platform in, as Stripe answers for them. */
const left = new Set<string>();
/** Accounts for which Stripe has no answer today. */
const silent = new Set<string>();
/** Accounts that Stripe names without a default currency. */
const odd = new Set<string>();
beforeAll(async () => {
  world = await createWorld({
    intercept: async (request, next) => {
      const of = request.headers.get("stripe-account") ?? "";
      if (silent.has(of)) throw new TypeError("The line is cut.");
      if (odd.has(of)) {
        const body = await (await next(request)).text();
        return new Response(body.replace(/"default_currency":\s*"\w+"/, '"default_currency":null'));
      }
      if (!left.has(of)) return next(request);
      const error = { type: "invalid_request_error", code: "account_invalid", message: "No access to this account." };
      return Response.json({ error }, { status: 403 });
    },
  });
  ours = world.organization(0);
  account = accountAt(ours).stripeAccountId;
});
beforeEach(async () => {
  await world.owner.delete(webhookEvents);
});
afterAll(() => world.close());

const process = () => processEvents(world.services, { limit: 50 });
const announce = (type: string, id: string, of = account) =>
  post(world, { type, account: of, object: { id, object: "payout" } });

describe("the handlers of accounts and the ledger", () => {
  it("reads the ledger once for a swarm of events", async () => {
    const { id } = world.emulator.runScenario("charge", account, { amount: 7_700 });
    for (let i = 0; i < 4; i++) {
      await post(world, { type: "charge.succeeded", account, object: { id, object: "charge" } });
    }
    const before = world.emulator.requests().length;
    expect(await process()).toMatchObject({ done: 4 });
    const lists = world.emulator
      .requests()
      .slice(before)
      .filter((one) => one.path === "/v1/balance_transactions");
    const rows = await world.owner
      .select()
      .from(balanceTransactions)
      .where(
        and(eq(balanceTransactions.connectedAccountId, accountAt(ours).id), eq(balanceTransactions.amount, 7_700n)),
      );
    expect(rows).toHaveLength(1);
    expect(lists.length).toBeLessThan(4);
  });

  it("reads the row that came with payout.created", async () => {
    const gateway = world.services.stripeFor(accountAt(ours).stripeAccountId);
    const made = await gateway.createPayout(
      {
        amount: money(1_200n, toCurrency("usd")),
        method: "standard",
        description: null,
        destination: null,
        sourceType: null,
        statementDescriptor: null,
        metadata: {},
      },
      { idempotencyKey: "payout.created" },
    );
    await world.advance(1);
    await announce("payout.created", made.stripePayoutId);
    expect(await process()).toMatchObject({ done: 1 });
    const { balanceTransactionId } = await gateway.getPayout(made.stripePayoutId);
    const rows = await world.owner
      .select()
      .from(balanceTransactions)
      .where(eq(balanceTransactions.stripeBalanceTxnId, balanceTransactionId ?? "none"));
    expect(rows).toHaveLength(1);
  });

  it.each(["payout.failed", "payout.canceled"])("reads the rows that came with %s", async (type) => {
    const gateway = world.services.stripeFor(accountAt(ours).stripeAccountId);
    const destinations = await gateway.listExternalAccounts();
    const refusing = destinations.find((one) => one.last4 === "1116");
    const made = await gateway.createPayout(
      {
        amount: money(1_100n, toCurrency("usd")),
        method: "standard",
        description: null,
        destination: type === "payout.failed" ? (refusing?.id ?? "none") : null,
        sourceType: null,
        statementDescriptor: null,
        metadata: {},
      },
      { idempotencyKey: type },
    );
    if (type === "payout.failed") await world.advance(130);
    else await gateway.cancelPayout(made.stripePayoutId, { idempotencyKey: `${type} cancel` });
    // A run that began at this very instant would cover the event.
    await world.advance(1);
    await announce(type, made.stripePayoutId);
    expect(await process()).toMatchObject({ done: 1 });
    const { failureBalanceTransactionId } = await gateway.getPayout(made.stripePayoutId);
    const found = await world.owner
      .select()
      .from(balanceTransactions)
      .where(eq(balanceTransactions.stripeBalanceTxnId, failureBalanceTransactionId ?? "none"));
    expect(found).toMatchObject([{ organizationId: ours.organizationId, amount: 1_100n }]);
  });

  it("tells of a failed payout although its rows cannot be read yet", async () => {
    const gateway = world.services.stripeFor(accountAt(ours).stripeAccountId);
    const [payout] = (await gateway.listPayouts({ limit: 1 })).rows;
    await world.advance(1);
    const event = await announce("payout.failed", payout?.stripePayoutId ?? "none");
    world.emulator.setFaults([{ kind: "status", status: 500, path: "/v1/balance_transactions" }]);
    try {
      expect(await process()).toMatchObject({ done: 0, failed: 1 });
    } finally {
      world.emulator.clearFaults();
    }
    expect(await storedEvent(world, event.id)).toMatchObject({ state: "failed" });
    const told = await world.owner.select().from(payoutEvents).where(eq(payoutEvents.stripeEventId, event.id));
    expect(told).toMatchObject([{ type: "payout.failed" }]);
  });

  it("mirrors the account and its bank accounts", async () => {
    world.emulator.runScenario("disable_payouts", account);
    await post(world, { type: "account.updated", account, object: { id: account, object: "account" } });
    await process();
    const ofAccount = eq(connectedAccounts.id, accountAt(ours).id);
    expect(await world.owner.select().from(connectedAccounts).where(ofAccount)).toMatchObject([
      { payoutsEnabled: false },
    ]);
    world.emulator.runScenario("enable_payouts", account);
    world.emulator.runScenario("external_account_error", account);
    await post(world, { type: "account.external_account.updated", account, object: { id: "ba_1" } });
    await process();
    expect(await world.owner.select().from(connectedAccounts).where(ofAccount)).toMatchObject([
      { payoutsEnabled: true },
    ]);
    const banks = await world.owner
      .select()
      .from(externalAccounts)
      .where(eq(externalAccounts.connectedAccountId, accountAt(ours).id));
    expect(banks.some((bank) => bank.status === "errored")).toBe(true);
    world.emulator.runScenario("external_account_replace", account);
  });

  const stateOf = async (id: string) =>
    (await world.owner.select().from(connectedAccounts).where(eq(connectedAccounts.id, id)))[0]?.state;
  const leave = (of: string) =>
    post(world, {
      type: "account.application.deauthorized",
      account: of,
      object: { id: "ca_1", object: "application" },
    });

  it("goes on with an account that was connected again after it had left", async () => {
    await leave(account);
    expect(await process()).toMatchObject({ done: 1 });
    expect(await stateOf(accountAt(ours).id)).toBe("active");
  });

  it("goes on with an account of which Stripe says something that cannot be kept", async () => {
    odd.add(account);
    await leave(account);
    expect(await process()).toMatchObject({ done: 1 });
    odd.delete(account);
    expect(await stateOf(accountAt(ours).id)).toBe("active");
  });

  it("asks again later whether an account has left when Stripe does not answer", async () => {
    silent.add(account);
    const event = await leave(account);
    expect(await process()).toMatchObject({ done: 0, failed: 1 });
    silent.delete(account);
    expect(await storedEvent(world, event.id)).toMatchObject({ state: "failed", attempts: 1 });
    expect(await stateOf(accountAt(ours).id)).toBe("active");
    await world.advance(61);
    expect(await process()).toMatchObject({ done: 1 });
    expect(await stateOf(accountAt(ours).id)).toBe("active");
  });

  it("stops with an account that has left, and ignores what still comes", async () => {
    const { stripeAccountId, id } = accountAt(world.organization(1));
    const object = { id: "ca_1", object: "application" };
    const late = await announce("payout.updated", "po_1", stripeAccountId);
    await world.owner
      .update(webhookEvents)
      .set({ nextAttemptAt: new Date(world.services.now().getTime() + 1_000) })
      .where(eq(webhookEvents.id, late.id));
    left.add(stripeAccountId);
    await post(world, { type: "account.application.deauthorized", account: stripeAccountId, object });
    await process();
    expect(await world.owner.select().from(connectedAccounts).where(eq(connectedAccounts.id, id))).toMatchObject([
      { state: "disconnected" },
    ]);
    await world.advance(2);
    await process();
    expect(await storedEvent(world, late.id)).toMatchObject({ state: "ignored" });
    const more = await announce("payout.updated", "po_1", stripeAccountId);
    expect(await storedEvent(world, more.id)).toMatchObject({ state: "ignored" });
  });

  it("takes up parked events once their account is connected", async () => {
    const fresh = await createWorld({ connect: false });
    try {
      const described = fresh.emulator.world.organizations[0];
      const stripeAccountId = described?.accounts[0]?.id ?? "";
      const gateway = fresh.services.stripeFor(toStripeAccountId(stripeAccountId));
      const [payout] = (await gateway.listPayouts({})).rows;
      const object = { id: payout?.stripePayoutId, object: "payout" };
      const event = await post(fresh, { type: "payout.paid", account: stripeAccountId, object });
      const farewell = await post(fresh, { type: "account.application.deauthorized", account: stripeAccountId });
      expect(await storedEvent(fresh, event.id)).toMatchObject({ state: "parked" });
      expect(await processEvents(fresh.services, { limit: 5 })).toEqual({ done: 0, failed: 0, dead: 0 });
      await connectAccount(fresh.services, { organizationSlug: described?.slug ?? "", stripeAccountId });
      await processEvents(fresh.services, { limit: 5 });
      expect(await storedEvent(fresh, event.id)).toMatchObject({
        state: "done",
        organizationId: fresh.organization(0).organizationId,
      });
      // It is from before the account was connected, so it says nothing about the account now.
      expect(await storedEvent(fresh, farewell.id)).toMatchObject({ state: "done" });
      expect(await fresh.owner.select().from(connectedAccounts)).toMatchObject([{ state: "active" }]);
    } finally {
      await fresh.close();
    }
  });
});
