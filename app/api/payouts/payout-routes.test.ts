import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { callJson, closeDoors, keyOf, openDoors } from "@/lib/http/testing";
import { syncAccount } from "@/lib/sync/sync-account";
import { createWorld, type TestWorld } from "@/lib/testing";
import { GET as getIntent } from "../payout-intents/[id]/route";
import { POST as cancel } from "./[id]/cancel/route";
import { GET as getOne } from "./[id]/route";
import { POST as create, GET as list } from "./route";

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

const get = (handler: typeof list, path: string, params = {}) => callJson(handler, { path, params, headers: key });
const post = (body: unknown, headers: Record<string, string> = {}) =>
  callJson(create, { method: "POST", path: "/api/payouts", headers: { ...key, ...headers }, body });
const cancelIt = (id: string, headers: Record<string, string> = {}) =>
  callJson(cancel, {
    method: "POST",
    path: `/api/payouts/${id}/cancel`,
    params: { id },
    headers: { ...key, ...headers },
  });
const envelope = z.object({ data: z.array(z.looseObject({ id: z.string(), stripePayoutId: z.string() })) });

describe("GET /api/payouts", () => {
  it("lists by Stripe's creation time, with the account and a next page", async () => {
    const { status, headers, body } = await get(list, "/api/payouts?limit=3");
    expect(status).toBe(200);
    const { data } = envelope.parse(body);
    expect(data).toHaveLength(3);
    for (const payout of data) expect(payout).toMatchObject({ accountId: expect.stringMatching(/^acct_/) });
    expect(body.pagination).toMatchObject({ limit: 3, offset: 0, hasMore: true, nextCursor: expect.any(String) });
    expect(headers.get("link")).toMatch(/rel="next"$/);
  });

  it.each([
    "status=unknown",
    "method=fast",
    "type=charge",
    "payoutId=po_1",
    "sort=status",
    "limit=1000",
    "startDate=x",
  ])("answers 400 to ?%s", async (query) => {
    expect((await get(list, `/api/payouts?${query}`)).status).toBe(400);
  });
});

describe("GET /api/payouts/:id", () => {
  it("finds a payout by our id and by Stripe's, with its proof", async () => {
    const automatic = world.organization(0).accounts[1]?.stripeAccountId;
    const { data } = envelope.parse((await get(list, `/api/payouts?status=paid&limit=1&accountId=${automatic}`)).body);
    const [payout] = data;
    const byUs = await get(getOne, "/api/payouts/x", { id: payout?.id });
    const byStripe = await get(getOne, "/api/payouts/x", { id: payout?.stripePayoutId });
    expect(byUs.status).toBe(200);
    expect(byStripe.body).toEqual(byUs.body);
    expect(byUs.body).toMatchObject({
      automatic: true,
      cancelable: false,
      reconciliation: {
        status: "completed",
        state: "proved",
        linkKind: "stripe",
        difference: 0,
        sum: byUs.body.amount,
      },
      transactionsPagination: { limit: 100, offset: 0 },
    });
    expect(
      z.array(z.looseObject({ payoutId: z.literal(payout?.stripePayoutId) })).parse(byUs.body.transactions).length,
    ).toBeGreaterThan(1);
  });

  it.each(["x", "po_", "po_unknown", "7c1e5a54-6a5e-4a4e-9a2e-0a1b2c3d4e5f", "' or 1=1", "%00", "\u0000", "😀", ""])(
    "has the same 404 for %j everywhere",
    async (id) => {
      const answers = [await get(getOne, "/api/payouts/x", { id }), await get(getIntent, "/api/payouts/x", { id })];
      answers.push(await callJson(cancel, { method: "POST", path: "/api/payouts/x", params: { id }, headers: key }));
      const bodies = answers.map(({ status, body }) => JSON.stringify({ status, ...body, requestId: "" }));
      expect(new Set(bodies).size).toBe(1);
      expect(answers[0]).toMatchObject({ status: 404, body: { code: "not_found" } });
    },
  );
});

describe("POST /api/payouts/:id/cancel", () => {
  it("cancels, says why it cannot be done twice, and repeats its answer to the same key", async () => {
    const made = await post({ amount: 250 });
    const id = String(made.body.id);
    const first = await cancelIt(id, { "idempotency-key": "cancel-1" });
    expect(first).toMatchObject({ status: 200, body: { id, status: "canceled", cancelable: false } });
    expect(await cancelIt(id)).toMatchObject({
      status: 409,
      body: { status: 409, code: "payout_not_cancelable", reason: "already_canceled", payoutStatus: "canceled" },
    });
    const refused = await cancelIt(id, { "idempotency-key": "cancel-2" });
    const refusedAgain = await cancelIt(id, { "idempotency-key": "cancel-2" });
    expect({ status: refusedAgain.status, body: refusedAgain.body }).toEqual({ status: 409, body: refused.body });
    expect(refusedAgain.headers.get("idempotency-replayed")).toBe("true");
    const again = await cancelIt(id, { "idempotency-key": "cancel-1" });
    expect({ status: again.status, replayed: again.headers.get("idempotency-replayed") }).toEqual({
      status: 200,
      replayed: "true",
    });
    const other = await post({ amount: 251 });
    expect(await cancelIt(String(other.body.id), { "idempotency-key": "cancel-1" })).toMatchObject({ status: 422 });
  });

  it("takes no parameters of its own", async () => {
    const made = await post({ amount: 260 });
    const id = String(made.body.id);
    const withBody = { method: "POST", path: `/api/payouts/${id}/cancel`, params: { id }, headers: key };
    expect((await callJson(cancel, { ...withBody, body: { force: true } })).status).toBe(400);
    expect((await callJson(cancel, { ...withBody, body: { id: "po_other" } })).status).toBe(400);
    expect(await get(getOne, "/api/payouts/x", { id })).toMatchObject({ body: { status: "pending" } });
  });
});
