import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { webhookEvents } from "@/db/schema";
import { call, callJson, closeDoors, openDoors, testOrigin } from "@/lib/http/testing";
import { setServicesForTest } from "@/lib/services";
import { createWorld, type TestWorld } from "@/lib/testing";
import { GET, POST } from "./route";

const later = vi.hoisted(() => ({ work: [] as (() => Promise<unknown>)[] }));
vi.mock("next/server", () => ({ after: (work: () => Promise<unknown>) => later.work.push(work) }));

const secret = "whsec_for_route_tests";
const path = "/api/webhooks/stripe";
let world: TestWorld;
beforeAll(async () => {
  world = await createWorld();
  openDoors(world);
});
afterEach(() => {
  later.work = [];
  openDoors(world);
});
afterAll(async () => {
  closeDoors();
  await world.close();
});

let made = 0;
function eventOf(more: Record<string, unknown> = {}) {
  made++;
  return {
    id: `evt_route_${made}`,
    object: "event",
    type: "account.updated",
    account: world.organization(0).accounts[0]?.stripeAccountId,
    created: Math.floor(world.services.now().getTime() / 1000),
    livemode: false,
    api_version: "2026-10-28.endive",
    data: { object: { id: world.organization(0).accounts[0]?.stripeAccountId, object: "account" } },
    ...more,
  };
}

function signatureOf(body: string, { by = secret, ageSeconds = 0 } = {}) {
  const timestamp = Math.floor(world.services.now().getTime() / 1000) - ageSeconds;
  return `t=${timestamp},v1=${createHmac("sha256", by).update(`${timestamp}.${body}`).digest("hex")}`;
}

function deliver(body: string, signature: string | null = signatureOf(body)) {
  const headers: Record<string, string> = signature === null ? {} : { "stripe-signature": signature };
  return callJson(POST, { method: "POST", path, headers, body });
}

const storedCount = () => world.owner.$count(webhookEvents);
const stateOf = async (id: string) => {
  const [row] = await world.owner.select().from(webhookEvents).where(eq(webhookEvents.id, id));
  return row?.state;
};

describe("POST /api/webhooks/stripe", () => {
  it("thanks for an event once it is stored, and acts on it afterwards", async () => {
    const event = eventOf();
    const { status, body } = await deliver(JSON.stringify(event));
    expect({ status, body }).toEqual({ status: 200, body: { received: true, duplicate: false } });
    expect(await stateOf(event.id)).toBe("new");
    for (const work of later.work) await work();
    expect(await stateOf(event.id)).toBe("done");
  });

  it("thanks again for the same event and stores it once", async () => {
    const text = JSON.stringify(eventOf());
    await deliver(text);
    const before = await storedCount();
    expect(await deliver(text)).toMatchObject({ status: 200, body: { duplicate: true } });
    expect(await storedCount()).toBe(before);
  });

  it("takes any of several secrets", async () => {
    openDoors(world, { STRIPE_WEBHOOK_SECRET: "whsec_another_one,whsec_for_route_tests" });
    const [first, second] = [JSON.stringify(eventOf()), JSON.stringify(eventOf())];
    expect((await deliver(first, signatureOf(first, { by: "whsec_another_one" }))).status).toBe(200);
    expect((await deliver(second)).status).toBe(200);
  });

  it("refuses what Stripe did not sign, without saying why", async () => {
    const text = JSON.stringify(eventOf());
    const signature = signatureOf(text);
    const before = await storedCount();
    const forgeries: (string | null)[] = [
      null,
      "",
      "t=1,v1=00",
      signatureOf(text, { by: "whsec_somebody_else" }),
      signatureOf(text, { ageSeconds: 301 }),
      signatureOf(text, { ageSeconds: -301 }),
      signature.replace("v1=", "v0="),
      signatureOf(`${text} `),
    ];
    const details = new Set<unknown>();
    for (const forged of forgeries) {
      const { status, body } = await deliver(text, forged);
      expect({ status, code: body.code }, String(forged)).toEqual({ status: 400, code: "invalid_signature" });
      details.add(body.detail);
    }
    expect((await deliver(`${text.slice(0, -1)} }`, signature)).status).toBe(400);
    expect(details.size).toBe(1);
    expect(await storedCount()).toBe(before);
  });

  it.each(["{", "[]", "null", "7", '{"object":"event"}', '{"object":"v2.core.event","id":"evt_1"}'])(
    "refuses the signed body %s as no event",
    async (text) => {
      const before = await storedCount();
      expect((await deliver(text)).status).toBe(400);
      expect(await storedCount()).toBe(before);
    },
  );

  it("stops reading above a megabyte, announced or not", async () => {
    const text = JSON.stringify(eventOf({ padding: "x".repeat(1_100_000) }));
    expect(await deliver(text)).toMatchObject({ status: 413, body: { code: "payload_too_large" } });
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent++;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const init: RequestInit & { duplex: "half" } = { method: "POST", body: stream, duplex: "half" };
    const response = await POST(new Request(`${testOrigin}${path}`, init), { params: Promise.resolve({}) });
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(40);
  });

  it("is closed without a secret", async () => {
    openDoors(world, { STRIPE_WEBHOOK_SECRET: "" });
    const text = JSON.stringify(eventOf());
    expect(await deliver(text)).toMatchObject({ status: 503, body: { code: "not_configured" } });
  });

  it("asks for the event again when it cannot be stored", async () => {
    const broken = new Proxy(world.services.db, { get: () => () => Promise.reject(new Error("disk full")) });
    setServicesForTest({ ...world.services, db: broken });
    const { status, headers, body } = await deliver(JSON.stringify(eventOf()));
    expect({ status, after: headers.get("retry-after") }).toEqual({ status: 503, after: "5" });
    expect(JSON.stringify(body)).not.toContain("disk full");
  });

  it("thanks for events of other modes, accounts and kinds, which it will not act on", async () => {
    const strange = [
      eventOf({ livemode: true }),
      eventOf({ account: "acct_unknown" }),
      eventOf({ account: undefined }),
      eventOf({ type: "something.new" }),
    ];
    for (const event of strange) expect((await deliver(JSON.stringify(event))).status).toBe(200);
    for (const work of later.work) await work();
    expect(await Promise.all(strange.map((event) => stateOf(event.id)))).toEqual([
      "ignored",
      "parked",
      "ignored",
      "ignored",
    ]);
  });

  it("takes nothing but POST", async () => {
    const response = await call(GET, { path });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });
});
