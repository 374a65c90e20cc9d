import { apiOf } from "./api";
import { expect, test } from "./fixtures";
import { letTimePass } from "./stripe-side";

test.describe("the REST journey", () => {
  test("reads the balance of every account and of one", async ({ main }) => {
    const api = apiOf(main);
    const all = await api("GET", "/api/balance");
    expect(all.status).toBe(200);
    expect(all.body.stale).toBe(false);
    const one = await api("GET", `/api/balance?accountId=${main.accountIds[0]}`);
    const available = one.body.available as { amount: number; currency: string }[];
    expect(available.find((entry) => entry.currency === "usd")?.amount).toBeGreaterThanOrEqual(5_000_00);
    expect(one.headers.get("cache-control")).toContain("no-store");
    expect(one.headers.get("request-id")).toBeTruthy();
  });

  test("pays out, says the same twice, and sees it paid through the webhook", async ({ main }) => {
    const api = apiOf(main);
    const key = `e2e-${crypto.randomUUID()}`;
    const body = { amount: 12_34, currency: "usd", description: "End to end" };
    const first = await api("POST", "/api/payouts", { body, headers: { "idempotency-key": key } });
    expect(first.status).toBe(201);
    expect(first.headers.get("location")).toContain(`/api/payouts/${first.body.id}`);
    const again = await api("POST", "/api/payouts", { body, headers: { "idempotency-key": key } });
    expect(again.status).toBe(201);
    expect(again.body.id).toBe(first.body.id);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    const other = await api("POST", "/api/payouts", {
      body: { ...body, amount: 12_35 },
      headers: { "idempotency-key": key },
    });
    expect(other.status).toBe(422);
    expect(other.body.code).toBe("idempotency_key_reused");

    await letTimePass(130);
    await expect
      .poll(async () => (await api("GET", `/api/payouts/${first.body.stripePayoutId}`)).body.status)
      .toBe("paid");
  });

  test("cancels in time, and not afterwards", async ({ main }) => {
    const api = apiOf(main);
    const made = await api("POST", "/api/payouts", { body: { amount: 500, currency: "usd" } });
    expect(made.status).toBe(201);
    const canceled = await api("POST", `/api/payouts/${made.body.id}/cancel`);
    expect(canceled.status).toBe(200);
    expect(canceled.body.status).toBe("canceled");
    const late = await api("POST", `/api/payouts/${made.body.id}/cancel`);
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ code: "payout_not_cancelable", reason: "already_canceled" });
  });

  test("syncs and tells of the run", async ({ main }) => {
    const api = apiOf(main);
    const run = await api("POST", "/api/balance/transactions/sync", { body: { accountId: main.accountIds[0] } });
    expect([200, 202]).toContain(run.status);
    await expect.poll(async () => (await api("GET", `/api/sync/runs/${run.body.runId}`)).body.complete).toBe(true);
  });

  test("answers problem+json for every unknown path and every unknown parameter", async ({ main }) => {
    const api = apiOf(main);
    for (const path of ["/api", "/api/nothing", "/api/webhooks/%ff", "/api/payouts/po_unknown/reverse", "/api/%ff"]) {
      const answer = await api("GET", path);
      expect(answer.headers.get("content-type"), path).toContain("application/problem+json");
      expect([400, 404], path).toContain(answer.status);
    }
    const unknown = await api("GET", "/api/payouts?stauts=paid");
    expect(unknown.status).toBe(400);
    expect(unknown.body.code).toBe("unknown_parameter");
  });
});
