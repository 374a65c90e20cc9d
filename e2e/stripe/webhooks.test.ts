import { beforeEach, describe, expect, it } from "vitest";
import type { Fault } from "./faults";
import { createTinyWorld } from "./test-client";
import type { Deliver } from "./webhooks";

type Received = { url: string; payload: string; signature: string };
let received: Received[];
let answer: () => Response;
let world: ReturnType<typeof createTinyWorld>;
const secret = "whsec_connect";

const deliver: Deliver = async (url, init) => {
  received.push({
    url,
    payload: String(init.body),
    signature: new Headers(init.headers).get("stripe-signature") ?? "",
  });
  return answer();
};

beforeEach(() => {
  received = [];
  answer = () => new Response("ok");
  world = createTinyWorld({ deliver });
  world.emulator.addWebhookEndpoint({ url: "http://app.example/connect", secret, connect: true });
});

function events(): { id: string; type: string; account?: string; [key: string]: unknown }[] {
  return received.map(({ payload }) => JSON.parse(payload));
}

function pay() {
  return world.stripe.payouts.create({ amount: 1_000, currency: "usd" }, { ...world.manual, idempotencyKey: "key-1" });
}

function accepts({ payload, signature }: Received): boolean {
  try {
    world.stripe.webhooks.constructEvent(payload, signature, secret);
    return true;
  } catch {
    return false;
  }
}

describe("a webhook", () => {
  it("carries a snapshot of the object, the account and the request, signed as the SDK expects", async () => {
    const payout = await pay();
    await world.emulator.flushWebhooks();
    const [first] = received;
    if (!first) throw new Error("Nothing arrived.");
    const event = world.stripe.webhooks.constructEvent(first.payload, first.signature, secret);
    expect(event).toMatchObject({
      type: "payout.created",
      account: world.manual.stripeAccount,
      api_version: "2026-10-28.endive",
      livemode: false,
      pending_webhooks: 1,
      request: { idempotency_key: "key-1" },
      data: { object: { id: payout.id, status: "pending" } },
    });
  });

  it("tells the course of a payout in order, with what changed", async () => {
    await pay();
    await world.emulator.advance(300);
    await world.emulator.flushWebhooks();
    expect(events().map(({ type }) => type)).toEqual(["payout.created", "payout.updated", "payout.paid"]);
    expect(events()[1]).toMatchObject({
      data: { object: { status: "in_transit" }, previous_attributes: { status: "pending" } },
    });
  });

  it("goes to the endpoints that listen for its kind of account and type", async () => {
    world.emulator.addWebhookEndpoint({ url: "http://app.example/platform", connect: false });
    world.emulator.addWebhookEndpoint({
      url: "http://app.example/paid",
      connect: true,
      enabledEvents: ["payout.paid"],
    });
    world.emulator.runScenario("charge", world.manual.stripeAccount);
    await world.emulator.flushWebhooks();
    const toPlatform = received
      .filter(({ url }) => url.endsWith("/platform"))
      .map(({ payload }) => JSON.parse(payload));
    expect(toPlatform).toMatchObject([{ type: "application_fee.created" }]);
    expect(toPlatform[0]).not.toHaveProperty("account");
    expect(received.some(({ url }) => url.endsWith("/paid"))).toBe(false);
    expect(events().map(({ type }) => type)).toContain("charge.succeeded");
  });

  it("is sent again at growing intervals until it is accepted, with the same id", async () => {
    answer = () => new Response("no", { status: 500 });
    await pay();
    await world.emulator.flushWebhooks();
    await world.emulator.flushWebhooks();
    expect(received).toHaveLength(1);
    await world.emulator.advance(10);
    await world.emulator.flushWebhooks();
    expect(received).toHaveLength(2);
    answer = () => new Response("ok");
    await world.emulator.advance(60);
    await world.emulator.flushWebhooks();
    expect(
      new Set(
        events()
          .filter(({ type }) => type === "payout.created")
          .map(({ id }) => id),
      ).size,
    ).toBe(1);
    await world.emulator.advance(86_400);
    await world.emulator.flushWebhooks();
    const attempts = world.emulator.attempts().filter(({ event }) => event === events()[0]?.id);
    expect(attempts.map(({ status }) => status)).toEqual([500, 500, 200]);
  });

  it("is given up after three days", async () => {
    answer = () => {
      throw new TypeError("fetch failed");
    };
    await pay();
    for (let step = 0; step < 20; step++) {
      await world.emulator.flushWebhooks();
      await world.emulator.advance(12 * 3_600);
    }
    const attempts = world.emulator.attempts().filter(({ type }) => type === "payout.created");
    expect(attempts.at(-1)?.status).toBeNull();
    expect(attempts.length).toBeGreaterThan(4);
    expect(world.emulator.snapshot().deliveries).toEqual([]);
  });

  it("can be sent once more by hand", async () => {
    await pay();
    await world.emulator.flushWebhooks();
    expect(world.emulator.resendEvent(events()[0]?.id ?? "")).toBe(true);
    expect(world.emulator.resendEvent("evt_none")).toBe(false);
    await world.emulator.flushWebhooks();
    expect(events().map(({ type }) => type)).toEqual(["payout.created", "payout.created"]);
  });

  it("is also an event that the API lists for thirty days", async () => {
    await pay();
    const list = await world.stripe.events.list({ types: ["payout.created"] }, world.manual);
    expect(list.data).toMatchObject([{ type: "payout.created", pending_webhooks: 1 }]);
    expect((await world.stripe.events.list({ delivery_success: false }, world.manual)).data).toHaveLength(1);
    await world.emulator.advance(31 * 86_400);
    await pay().catch(() => undefined);
    world.emulator.runScenario("charge", world.manual.stripeAccount);
    expect(
      (await world.stripe.events.list({ type: "payout.created", created: { lt: world.emulator.now() } }, world.manual))
        .data,
    ).toEqual([]);
  });
});

describe("events of an account", () => {
  it("tell of money that became available", async () => {
    await world.emulator.advance(86_400);
    await world.emulator.flushWebhooks();
    const [event] = events().filter(
      ({ type, account }) => type === "balance.available" && account === world.manual.stripeAccount,
    );
    expect(event).toMatchObject({ data: { object: { object: "balance", pending: [{ amount: 0 }] } } });
  });

  it("tell of external accounts and of the account", async () => {
    world.emulator.runScenario("external_account_error", world.manual.stripeAccount);
    world.emulator.runScenario("external_account_replace", world.manual.stripeAccount);
    world.emulator.runScenario("disable_payouts", world.manual.stripeAccount);
    await world.emulator.flushWebhooks();
    expect(events().map(({ type }) => type)).toEqual([
      "account.external_account.updated",
      "account.external_account.created",
      "account.external_account.deleted",
      "account.updated",
    ]);
  });
});

describe("a webhook fault", () => {
  async function receive(faults: Fault[]): Promise<void> {
    world.emulator.setFaults(faults);
    await pay();
    await world.emulator.flushWebhooks();
  }

  it("sends an event twice, or a hundred times, or not at all", async () => {
    await receive([{ kind: "webhook_duplicate", times: 1 }]);
    expect(events().map(({ id }) => id)).toEqual([events()[0]?.id, events()[0]?.id]);
    received = [];
    world.emulator.setFaults([{ kind: "webhook_burst" }]);
    world.emulator.runScenario("disable_payouts", world.manual.stripeAccount);
    await world.emulator.flushWebhooks();
    expect(received).toHaveLength(100);
    received = [];
    world.emulator.setFaults([{ kind: "webhook_drop" }]);
    world.emulator.runScenario("enable_payouts", world.manual.stripeAccount);
    await world.emulator.flushWebhooks();
    await world.emulator.advance(86_400);
    await world.emulator.flushWebhooks();
    expect(received.filter(({ payload }) => payload.includes("account.updated"))).toEqual([]);
  });

  it("spoils the signature or its time", async () => {
    await receive([
      { kind: "webhook_bad_signature", nth: 1 },
      { kind: "webhook_old_timestamp", nth: 2 },
    ]);
    world.emulator.runScenario("disable_payouts", world.manual.stripeAccount);
    world.emulator.runScenario("enable_payouts", world.manual.stripeAccount);
    await world.emulator.flushWebhooks();
    expect(received.map(accepts)).toEqual([false, false, true]);
  });

  it("delays an event", async () => {
    await receive([{ kind: "webhook_delay", seconds: 50, type: "payout.*" }]);
    expect(received).toEqual([]);
    await world.emulator.advance(50);
    await world.emulator.flushWebhooks();
    expect(events().map(({ type }) => type)).toContain("payout.created");
  });

  it.each([
    ["webhook_unknown_account", "account"],
    ["webhook_other_livemode", "livemode"],
    ["webhook_other_version", "api_version"],
    ["webhook_unknown_type", "type"],
  ] as const)("%s changes the event's %s", async (kind, field) => {
    await receive([{ kind }]);
    const [changed] = events();
    const [stored] = (await world.stripe.events.list({}, world.manual)).data;
    expect(changed?.id).toBe(stored?.id);
    expect(changed?.[field]).not.toEqual(new Map(Object.entries(stored ?? {})).get(field));
    expect(received.every(accepts)).toBe(true);
  });

  it("sends one change under two ids", async () => {
    await receive([{ kind: "webhook_second_id" }]);
    expect(new Set(events().map(({ id }) => id)).size).toBe(2);
  });

  it("puts an old object into a new event", async () => {
    await pay();
    await world.emulator.advance(300);
    world.emulator.setFaults([{ kind: "webhook_stale", type: "payout.paid" }]);
    await world.emulator.flushWebhooks();
    expect(events().at(-1)).toMatchObject({ type: "payout.paid", data: { object: { status: "pending" } } });
  });
});
