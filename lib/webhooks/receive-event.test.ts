import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { webhookEvents } from "@/db/schema";
import { accountAt } from "../payouts/testing";
import { createWorld, type TestOrganization, type TestWorld } from "../testing";
import { handledEventTypes } from "./handlers";
import { receiveEvent } from "./receive-event";
import { eventBody, post, signature, storedEvent, testSecret } from "./testing";

let world: TestWorld;
let ours: TestOrganization;
let account: string;
beforeAll(async () => {
  world = await createWorld();
  ours = world.organization(0);
  account = accountAt(ours).stripeAccountId;
});
afterAll(() => world.close());

const count = async () => (await world.owner.select({ id: webhookEvents.id }).from(webhookEvents)).length;

describe("receiveEvent", () => {
  it("stores an event once, however often it comes, for the organization of its account", async () => {
    const first = await post(world, { type: "payout.paid", account, object: { id: "po_1", object: "payout" } });
    expect(first).toMatchObject({ received: true, duplicate: false });
    const again = await Promise.all(
      Array.from({ length: 5 }, () => post(world, { id: first.id, type: "payout.paid", account })),
    );
    expect(again.every((one) => one.duplicate)).toBe(true);
    expect(await storedEvent(world, first.id)).toMatchObject({
      state: "new",
      organizationId: ours.organizationId,
      connectedAccountId: accountAt(ours).id,
      attempts: 0,
      payload: { object: { id: "po_1", object: "payout" } },
    });
  });

  it("takes any of the secrets, and an event up to five minutes old or ahead", async () => {
    for (const [secret, ageSeconds] of [
      [testSecret, 299],
      [testSecret, -299],
      ["whsec_next", 0],
    ] as const) {
      const rawBody = eventBody(world, { type: "payout.paid", account });
      const signed = signature(world, rawBody, { secret, ageSeconds });
      await expect(
        receiveEvent(world.services, { rawBody, signature: signed }, [testSecret, "whsec_next"]),
      ).resolves.toEqual({ received: true, duplicate: false });
    }
  });

  it.each([
    ["forged", { secret: "whsec_other" }],
    ["stale", { ageSeconds: 301 }],
    ["of the future", { ageSeconds: -301 }],
    ["of a year ahead", { ageSeconds: -31_536_000 }],
  ])("stores nothing that is %s", async (_, how) => {
    const before = await count();
    const rawBody = eventBody(world, { type: "payout.paid", account });
    await expect(
      receiveEvent(world.services, { rawBody, signature: signature(world, rawBody, how) }, [testSecret]),
    ).rejects.toMatchObject({ code: "invalid_signature" });
    expect(await count()).toBe(before);
  });

  it("stores nothing unsigned, changed, or verified by no secret at all", async () => {
    const before = await count();
    const rawBody = eventBody(world, { type: "payout.paid", account });
    const signed = signature(world, rawBody);
    for (const [body, header, secrets] of [
      [rawBody, null, [testSecret]],
      [rawBody, "", [testSecret]],
      [rawBody.replace("payout.paid", "payout.failed"), signed, [testSecret]],
      [rawBody, signed, []],
      [rawBody, signature(world, rawBody, { secret: "" }), [""]],
    ] as const) {
      await expect(receiveEvent(world.services, { rawBody: body, signature: header }, secrets)).rejects.toMatchObject({
        code: "invalid_signature",
      });
    }
    expect(await count()).toBe(before);
  });

  it("ignores, visibly, what concerns no organization or is not acted on", async () => {
    for (const [draft, organizationId] of [
      [{ type: "payout.paid", account, livemode: true }, ours.organizationId],
      [{ type: "payout.paid", account: null }, null],
      [{ type: "customer.tax_id.created", account }, ours.organizationId],
      [{ type: "thing.of_tomorrow", account }, ours.organizationId],
    ] as const) {
      const { id } = await post(world, draft);
      expect(await storedEvent(world, id)).toMatchObject({
        state: "ignored",
        organizationId,
        lastError: expect.stringMatching(/\.$/),
      });
    }
  });

  it("parks an event of an account that is not connected, whatever its metadata claims", async () => {
    const object = { id: "po_1", object: "payout", metadata: { organization_id: ours.organizationId } };
    const { id } = await post(world, { type: "payout.paid", account: "acct_unknown", object });
    const stored = await storedEvent(world, id);
    expect(stored).toMatchObject({ state: "parked", organizationId: null, connectedAccountId: null });
    expect(JSON.stringify(stored?.payload)).not.toContain(ours.organizationId);
  });

  it("keeps of the payload only what says nothing about people, in a form that can be stored", async () => {
    const object = {
      id: "ch_1",
      object: "charge",
      amount: 500,
      status: "su\u0000cc\ud800eeded",
      billing_details: { email: "buyer@example.com", name: "Buyer" },
      payment_method_details: { card: { number: "4242424242424242" } },
    };
    const { id } = await post(world, { type: "charge.succeeded", account, object });
    const stored = await storedEvent(world, id);
    expect(stored?.payload).toEqual({
      object: { id: "ch_1", object: "charge", amount: 500, status: "succ\ufffdeeded" },
      changed: [],
    });
  });

  it("refuses signed bodies that are no events, and stores strange objects all the same", async () => {
    for (const rawBody of ["not json", "null", "[]", '{"object":"event"}', '{"object":"event","id":5,"type":"a"}']) {
      await expect(
        receiveEvent(world.services, { rawBody, signature: signature(world, rawBody) }, [testSecret]),
      ).rejects.toMatchObject({ code: "invalid_request" });
    }
    for (const object of [null, [], "text", 5, { id: null }, { id: { deep: true } }]) {
      const { id } = await post(world, { type: "payout.paid", account, object });
      expect(await storedEvent(world, id)).toMatchObject({ state: "new" });
    }
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    const rawBody = eventBody(world, { id: "evt_deep", type: "payout.paid", account, object: "deep" });
    const nested = rawBody.replace('"object":"deep"', `"object":${deep}`);
    await receiveEvent(world.services, { rawBody: nested, signature: signature(world, nested) }, [testSecret]);
    expect(await storedEvent(world, "evt_deep")).toMatchObject({ state: "new", payload: { object: {} } });
  });

  it("lists for registration what is handled, the six payout events among it", () => {
    expect(handledEventTypes).toEqual(
      expect.arrayContaining([
        "payout.created",
        "payout.updated",
        "payout.paid",
        "payout.failed",
        "payout.canceled",
        "payout.reconciliation_completed",
      ]),
    );
    expect(new Set(handledEventTypes).size).toBe(handledEventTypes.length);
  });
});
