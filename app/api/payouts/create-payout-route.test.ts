import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { idempotencyKeys, payoutIntents, payouts } from "@/db/schema";
import { toCurrency } from "@/lib/core/currency";
import { money } from "@/lib/core/money";
import { callJson, closeDoors, keyOf, openDoors } from "@/lib/http/testing";
import { accountAt } from "@/lib/payouts/testing";
import { syncAccount } from "@/lib/sync/sync-account";
import { createWorld, type TestWorld } from "@/lib/testing";
import { GET as getIntent } from "../payout-intents/[id]/route";
import { POST as preview } from "./preview/route";
import { POST as create } from "./route";

let world: TestWorld;
let key: Record<string, string>;
beforeAll(async () => {
  world = await createWorld();
  openDoors(world);
  key = await keyOf(world.organization(0));
  for (const { stripeAccountId } of world.organization(0).accounts) {
    await syncAccount(world.organization(0).asSystem(), { accountId: stripeAccountId, trigger: "cron" });
  }
});
afterAll(async () => {
  closeDoors();
  await world.close();
});

const get = (handler: typeof getIntent, path: string, params = {}) => callJson(handler, { path, params, headers: key });
const post = (body: unknown, headers: Record<string, string> = {}) =>
  callJson(create, { method: "POST", path: "/api/payouts", headers: { ...key, ...headers }, body });
const requestsToCreate = () =>
  world.emulator.requests().filter(({ method, path }) => method === "POST" && path === "/v1/payouts").length;

describe("POST /api/payouts", () => {
  it("answers 201 with the payout and its address", async () => {
    const { status, headers, body } = await post({ amount: 1_500, description: "Weekly", metadata: { run: "7" } });
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`/api/payouts/${body.id}`);
    expect(headers.get("idempotency-key")).toMatch(/^[0-9a-f-]{36}$/);
    expect(body).toMatchObject({
      amount: 1_500,
      currency: "usd",
      status: "pending",
      method: "standard",
      automatic: false,
      cancelable: true,
      description: "Weekly",
      accountId: world.organization(0).accounts[0]?.stripeAccountId,
      createdAt: world.services.now().toISOString().replace(".000Z", "Z"),
    });
    expect(body.stripePayoutId).toMatch(/^po_/);
    expect(body.metadata).toMatchObject({ run: "7" });
  });

  it("pays once however often it is said with one key", async () => {
    const before = requestsToCreate();
    const first = await post({ amount: 700 }, { "idempotency-key": "order-1" });
    const again = await post({ amount: 700 }, { "idempotency-key": '"order-1"' });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(requestsToCreate() - before).toBe(1);
    expect(await post({ amount: 701 }, { "idempotency-key": "order-1" })).toMatchObject({
      status: 422,
      body: { code: "idempotency_key_reused" },
    });
  });

  it("pays once for twenty at the same time", async () => {
    const before = await world.owner.$count(payouts);
    const all = await Promise.all(
      Array.from({ length: 20 }, () => post({ amount: 333 }, { "idempotency-key": "twenty" })),
    );
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([201, 409]));
    expect((await world.owner.$count(payouts)) - before).toBe(1);
  });

  it("says what is available when that is not enough, and says it again to the same key", async () => {
    const asked = requestsToCreate();
    const first = await post({ amount: 99_999_999 }, { "idempotency-key": "too-much" });
    expect(first).toMatchObject({ status: 422, body: { code: "insufficient_balance", currency: "usd" } });
    expect(z.int().parse(first.body.available)).toBeGreaterThan(0);
    expect(first.body.errors).toMatchObject([{ pointer: "#/amount" }]);
    const again = await post({ amount: 99_999_999 }, { "idempotency-key": "too-much" });
    expect({ status: again.status, body: again.body }).toEqual({ status: 422, body: first.body });
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.headers.get("content-type")).toContain("application/problem+json");
    expect(await post({ amount: 100 }, { "idempotency-key": "too-much" })).toMatchObject({
      status: 422,
      body: { code: "idempotency_key_reused" },
    });
    expect(requestsToCreate()).toBe(asked);
  });

  it("gives the refusal of Stripe again, and asks it once", async () => {
    world.emulator.setFaults([{ kind: "status", status: 402, method: "POST", path: "/v1/payouts", times: 1 }]);
    const first = await post({ amount: 450 }, { "idempotency-key": "refused-1" });
    world.emulator.clearFaults();
    const asked = requestsToCreate();
    expect(first.status).toBe(422);
    const { code, detail, intentId } = first.body;
    const same = { status: 422, body: { code, detail, intentId } };
    expect(await post({ amount: 450 }, { "idempotency-key": "refused-1" })).toMatchObject(same);
    expect(await post({ amount: 451 }, { "idempotency-key": "refused-1" })).toMatchObject({
      body: { code: "idempotency_key_reused" },
    });
    // It is the payout's own record that gives the refusal, however long ago it was.
    await world.owner.delete(idempotencyKeys);
    expect(await post({ amount: 450 }, { "idempotency-key": "refused-1" })).toMatchObject({
      status: 422,
      body: { code: first.body.code, detail: first.body.detail },
    });
    expect(requestsToCreate()).toBe(asked);
  });

  it("gives the payout, and no refusal any more, once it has turned up after all", async () => {
    world.emulator.setFaults([{ kind: "status", status: 402, method: "POST", path: "/v1/payouts", times: 1 }]);
    const first = await post({ amount: 451 }, { "idempotency-key": "turned-up" });
    world.emulator.clearFaults();
    expect(first.status).toBe(422);
    const account = accountAt(world.organization(0));
    const made = await world.services.stripeFor(account.stripeAccountId).createPayout(
      {
        amount: money(451n, toCurrency("usd")),
        method: "standard",
        description: null,
        destination: null,
        sourceType: null,
        statementDescriptor: null,
        metadata: { intent_id: String(first.body.intentId) },
      },
      { idempotencyKey: "made-elsewhere" },
    );
    await syncAccount(world.organization(0).asSystem(), { accountId: account.stripeAccountId, trigger: "cron" });
    expect(await post({ amount: 451 }, { "idempotency-key": "turned-up" })).toMatchObject({
      status: 201,
      body: { stripePayoutId: made.stripePayoutId },
    });
  });

  it("answers 202 when it is not known what became of it, and the same key finds out", async () => {
    world.emulator.setFaults([{ kind: "reset_after", method: "POST", path: "/v1/payouts", times: 3 }]);
    const first = await post({ amount: 444 }, { "idempotency-key": "unknown-1" });
    world.emulator.clearFaults();
    expect(first).toMatchObject({ status: 202, body: { status: "processing" } });
    const intentId = String(first.body.intentId);
    expect(first.headers.get("location")).toBe(`/api/payout-intents/${intentId}`);
    await world.advance(121);
    const intent = await get(getIntent, `/api/payout-intents/${intentId}`, { id: intentId });
    expect(intent).toMatchObject({
      status: 200,
      body: { id: intentId, status: "succeeded", amount: 444, error: null },
    });
    const again = await post({ amount: 444 }, { "idempotency-key": "unknown-1" });
    expect(again).toMatchObject({ status: 201, body: { amount: 444, stripePayoutId: intent.body.stripePayoutId } });
    expect(again.headers.get("idempotency-replayed")).toBeNull();
  });

  it.each([
    {},
    { amount: 0 },
    { amount: -1 },
    { amount: 1.5 },
    { amount: "100" },
    { amount: null },
    { amount: 9_007_199_254_740_992 },
    { amount: 100, currency: "us" },
    { amount: 100, currency: 840 },
    { amount: 100, method: "fast" },
    { amount: 100, description: "x".repeat(256) },
    { amount: 100, description: "a\u0000b" },
    { amount: 100, statementDescriptor: "x".repeat(23) },
    { amount: 100, sourceType: "cash" },
    { amount: 100, metadata: [] },
    { amount: 100, metadata: { key: 1 } },
    { amount: 100, metadata: { intent_id: "x" } },
    { amount: 100, metadata: JSON.parse('{"__proto__":"x"}') },
    { amount: 100, accountId: 5 },
    { amount: 100, organizationId: "org_tiny-two" },
    { amount: 100, amout: 5 },
  ])("answers 400 to %j, names the fault and stores nothing", async (body) => {
    const before = [await world.owner.$count(payoutIntents), await world.owner.$count(idempotencyKeys)];
    const asked = requestsToCreate();
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(
      z.array(z.object({ pointer: z.string().startsWith("#/") })).parse(answer.body.errors).length,
    ).toBeGreaterThan(0);
    const after = [await world.owner.$count(payoutIntents), await world.owner.$count(idempotencyKeys)];
    expect(after).toEqual(before);
    expect(requestsToCreate()).toBe(asked);
  });

  it.each([
    [{ amount: 100, currency: "eur" }, 422],
    [{ amount: 100, currency: "zzz" }, 422],
    [{ amount: 100, destination: "ba_of_nobody" }, 422],
    [{ amount: 100, accountId: "acct_of_nobody" }, 404],
    [{ amount: 100, accountId: "😀" }, 404],
  ])("answers to %j with %i and stores no payout", async (body, status) => {
    const before = await world.owner.$count(payouts);
    expect((await post(body)).status).toBe(status);
    expect(await world.owner.$count(payouts)).toBe(before);
  });
});

describe("POST /api/payouts/preview", () => {
  const ask = (body: unknown) =>
    callJson(preview, { method: "POST", path: "/api/payouts/preview", headers: key, body });

  it("shows what a payout would do, and makes none", async () => {
    const before = requestsToCreate();
    const { status, body } = await ask({ amount: 2_000 });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        amount: 2_000,
        currency: "usd",
        fee: 0,
        netAmount: 2_000,
        feeSource: "none",
        warnings: [],
        blocked: null,
      },
    });
    expect(z.int().parse(body.balanceAfter)).toBeGreaterThan(0);
    expect(requestsToCreate()).toBe(before);
  });

  it("says what would stand in the way", async () => {
    const { status, body } = await ask({ amount: 99_999_999 });
    expect({ status, body }).toMatchObject({ status: 200, body: { blocked: { code: "insufficient_balance" } } });
    expect((await ask({ amount: 0 })).status).toBe(400);
  });
});
