import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { payoutIntents } from "@/db/schema";
import type { CreatePayoutInput } from "../core/payout-input";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { createPayout } from "./create-payout";
import { getPayoutIntent } from "./get-payout-intent";
import { recordPayout } from "./record-payout";
import { sweepPayoutIntents } from "./sweep-payout-intents";
import { accountAt, payoutsAtStripe } from "./testing";

let world: TestWorld;
let ours: TestOrganization;
beforeAll(async () => {
  world = await createWorld();
  ours = world.organization(0);
  const { stripeAccountId } = accountAt(ours);
  world.emulator.runScenario("charge", stripeAccountId, { amount: 2_000_000, available: true });
});
beforeEach(() => world.emulator.clearFaults());
afterAll(() => world.close());

const minute = 60;
const hour = 3_600;
const creating = "/^/v1/payouts$/";
const input: CreatePayoutInput = { amount: 1_000n, method: "standard", metadata: {} };
const ask = (clientKey: string) => createPayout(ours.as("finance"), input, { clientKey });
const intentOf = async (clientKey: string) =>
  (await world.owner.select().from(payoutIntents).where(eq(payoutIntents.clientKey, clientKey)))[0];
const carrying = async (intentId: string | undefined) =>
  (await payoutsAtStripe(ours)).filter((payout) => intentId && payout.metadata.intent_id === intentId);
const sentTo = (since: number) =>
  world.emulator.requests(since).filter((request) => request.method === "POST" && request.path === "/v1/payouts");
const sendings = () => sentTo(0).length;

/** Asks once under a fault that strikes every attempt the library makes by itself. */
async function askUnder(fault: Parameters<TestWorld["emulator"]["setFaults"]>[0][number]) {
  const clientKey = randomUUID();
  world.emulator.setFaults([{ method: "POST", path: creating, ...fault }]);
  const answer = await ask(clientKey);
  world.emulator.clearFaults();
  const intent = await intentOf(clientKey);
  if (!intent) throw new Error("No intent.");
  return { clientKey, answer, id: intent.id };
}

describe("an answer of Stripe's that is lost", () => {
  it("is asked for again by the library under the same key, and pays once", async () => {
    const { answer, id } = await askUnder({ kind: "reset_after", times: 1 });
    expect(answer.kind).toBe("created");
    expect(await carrying(id)).toHaveLength(1);
  });

  it("is answered as processing, and the same key then brings the payout", async () => {
    const { answer, id, clientKey } = await askUnder({ kind: "reset_after" });
    expect(answer).toEqual({ kind: "processing", intentId: id });
    expect(await intentOf(clientKey)).toMatchObject({ state: "sent" });
    const [made] = await carrying(id);
    expect(await ask(clientKey)).toMatchObject({
      kind: "created",
      payout: { stripePayoutId: made?.stripePayoutId, createdBy: "Finance" },
    });
    expect(await carrying(id)).toHaveLength(1);
  });

  it("is found out by watching the intent, whoever watches", async () => {
    const { id } = await askUnder({ kind: "reset_before" });
    expect(await carrying(id)).toHaveLength(0);
    const seen = await getPayoutIntent(ours.as("viewer"), { id });
    const [made] = await carrying(id);
    expect(seen).toMatchObject({ state: "succeeded", stripePayoutId: made?.stripePayoutId, error: null });
    expect(seen.payoutId).not.toBeNull();
  });

  it("never lets a repeated first answer set a payout back that has gone on since", async () => {
    const { clientKey, id } = await askUnder({ kind: "reset_after" });
    await world.advance(5 * minute);
    expect((await carrying(id))[0]?.status).toBe("paid");
    const [payout] = await carrying(id);
    const account = accountAt(ours);
    if (!payout) throw new Error("No payout.");
    // The webhook came first: it is stored as paid, and the intent is settled by it.
    await world.owner.transaction((tx) =>
      recordPayout(
        tx,
        {
          organizationId: ours.organizationId,
          connectedAccountId: account.id,
          stripeAccountId: account.stripeAccountId,
        },
        { ...payout, metadata: {} },
        { source: "webhook", fetchedAt: world.services.now() },
      ),
    );
    expect(await ask(clientKey)).toMatchObject({ kind: "created", payout: { status: "paid" } });
  });
});

describe("an error on Stripe's side", () => {
  it("that is saved with its effect is seen through at once", async () => {
    const { answer, id } = await askUnder({ kind: "500_saved", effect: true });
    expect(answer.kind).toBe("created");
    expect(await carrying(id)).toHaveLength(1);
  });

  it("that is saved without effect is believed after ten minutes, not before, and for ever", async () => {
    const { answer, id, clientKey } = await askUnder({ kind: "500_saved" });
    expect(answer).toEqual({ kind: "processing", intentId: id });
    await world.advance(5 * minute);
    expect(await ask(clientKey)).toEqual({ kind: "processing", intentId: id });
    await world.advance(6 * minute);
    await sweepPayoutIntents(world.services);
    await expect(ask(clientKey)).rejects.toMatchObject({ code: "stripe_error" });
    expect(await carrying(id)).toHaveLength(0);
    expect((await getPayoutIntent(ours.as("viewer"), { id })).error).toMatchObject({ code: "stripe_error" });
    expect(await ask(randomUUID())).toMatchObject({ kind: "created" });
  });

  it.each([
    ["a server error that is not saved", { kind: "status", status: 503 }],
    ["too many requests", { kind: "rate_limit" }],
    ["a clash of two requests", { kind: "status", status: 409 }],
    ["a broken answer", { kind: "malformed" }],
    ["half an answer", { kind: "truncate" }],
  ] as const)("such as %s leaves the outcome open, and the sweep finds it out", async (_, fault) => {
    const { answer, id, clientKey } = await askUnder(fault);
    expect(["processing", "created"]).toContain(answer.kind);
    await sweepPayoutIntents(world.services);
    expect(await carrying(id)).toHaveLength(1);
    expect(await intentOf(clientKey)).toMatchObject({ state: "succeeded" });
  });

  it("before an earlier attempt was seen, such as a lost account, proves nothing about that attempt", async () => {
    const { clientKey, id } = await askUnder({ kind: "reset_after" });
    world.emulator.setFaults([{ kind: "status", status: 403, method: "POST", path: creating }]);
    await sweepPayoutIntents(world.services);
    world.emulator.clearFaults();
    expect(await intentOf(clientKey)).toMatchObject({ state: "succeeded" });
    expect(await carrying(id)).toHaveLength(1);
  });
});

describe("a refusal that comes before Stripe looks at the key", () => {
  it.each([401, 403])("(%i) proves nothing after an earlier answer to the same call was lost", async (status) => {
    const clientKey = randomUUID();
    const where = { method: "POST", path: creating };
    world.emulator.setFaults([
      { kind: "reset_after", nth: 1, ...where },
      { kind: "status", status, nth: 2, ...where },
    ]);
    const answer = await ask(clientKey);
    world.emulator.clearFaults();
    // It was looked for, and found.
    expect(answer).toMatchObject({ kind: "created" });
    const intent = await intentOf(clientKey);
    expect(intent).toMatchObject({ state: "succeeded" });
    expect(await carrying(intent?.id)).toHaveLength(1);
  });

  it.each([401, 403])("(%i) leaves the outcome open when it cannot be looked for", async (status) => {
    const clientKey = randomUUID();
    const where = { method: "POST", path: creating };
    world.emulator.setFaults([
      { kind: "reset_after", nth: 1, ...where },
      { kind: "status", status, nth: 2, ...where },
      { kind: "status", status, method: "GET", path: creating },
    ]);
    const answer = await ask(clientKey);
    world.emulator.clearFaults();
    const intent = await intentOf(clientKey);
    expect(answer).toEqual({ kind: "processing", intentId: intent?.id });
    await sweepPayoutIntents(world.services);
    expect(await intentOf(clientKey)).toMatchObject({ state: "succeeded" });
    expect(await carrying(intent?.id)).toHaveLength(1);
  });

  it.each([401, 403])("(%i) is final when nothing else was sent", async (status) => {
    const clientKey = randomUUID();
    world.emulator.setFaults([{ kind: "status", status, method: "POST", path: creating }]);
    await expect(ask(clientKey)).rejects.toMatchObject({
      code: expect.stringMatching(/^(payout_rejected|stripe_error)$/),
    });
    expect(await intentOf(clientKey)).toMatchObject({ state: "failed" });
  });
});

describe("an intent that is a day old", () => {
  it("is not sent any more: its payout is found", async () => {
    const { clientKey, id } = await askUnder({ kind: "reset_after" });
    await world.advance(25 * hour);
    const before = sendings();
    expect(await sweepPayoutIntents(world.services)).toEqual({ attempted: 1, settled: 1, open: 0 });
    expect(sendings()).toBe(before);
    expect(await carrying(id)).toHaveLength(1);
    expect(await intentOf(clientKey)).toMatchObject({ state: "succeeded" });
  });

  it("has failed when there is none, and stays so", async () => {
    const { clientKey, id } = await askUnder({ kind: "reset_before" });
    await world.advance(25 * hour);
    const before = sendings();
    await expect(ask(clientKey)).rejects.toMatchObject({ code: "stripe_error", details: { extra: { intentId: id } } });
    await expect(ask(clientKey)).rejects.toMatchObject({ code: "stripe_error" });
    expect(sendings()).toBe(before);
    expect(await carrying(id)).toHaveLength(0);
  });

  it("stays open while the payouts cannot be read", async () => {
    const { clientKey } = await askUnder({ kind: "reset_before" });
    await world.advance(25 * hour);
    world.emulator.setFaults([{ kind: "status", status: 500, method: "GET", path: creating }]);
    await sweepPayoutIntents(world.services);
    expect(await intentOf(clientKey)).toMatchObject({ state: "sent" });
    world.emulator.clearFaults();
    await sweepPayoutIntents(world.services);
    expect(await intentOf(clientKey)).toMatchObject({ state: "failed" });
  });
});

describe("getPayoutIntent", () => {
  it("finds nothing for a stranger, an unknown or a malformed id", async () => {
    const key = randomUUID();
    await ask(key);
    const intent = await intentOf(key);
    for (const id of [randomUUID(), "nonsense", "po_1"]) {
      await expect(getPayoutIntent(ours.as("owner"), { id })).rejects.toMatchObject({ code: "not_found" });
    }
    const stranger = world.organization(1).as("owner");
    await expect(getPayoutIntent(stranger, { id: intent?.id ?? "" })).rejects.toMatchObject({ code: "not_found" });
    await expect(getPayoutIntent(ours.asKey([]), { id: intent?.id ?? "" })).rejects.toMatchObject({
      code: "insufficient_scope",
    });
  });
});
