import { describe, expect, it } from "vitest";
import { operationNames } from "./schema";
import { call, createTinyWorld, refusalOf } from "./test-client";

const { emulator, stripe, manual, daily, other } = createTinyWorld();

describe("the key", () => {
  it("is needed, and must be the world's", async () => {
    const none = await emulator.fetch(new Request("https://api.stripe.com/v1/account"));
    expect(none.status).toBe(401);
    for (const authorization of ["Bearer sk_live_x", "Bearer sk_test_x", "Basic eDp5"]) {
      expect((await call(emulator, "GET", "/v1/account", { headers: { authorization } })).status).toBe(401);
    }
  });

  it("may come as basic authorization", async () => {
    const authorization = `Basic ${btoa(`${emulator.world.secretKey}:`)}`;
    expect((await call(emulator, "GET", "/v1/accounts", { headers: { authorization } })).status).toBe(200);
  });
});

describe("the account header", () => {
  const withoutHeader = [
    "/v1/account",
    "/v1/accounts",
    "/v1/application_fees",
    "/v1/events",
    "/v1/transfers",
    "/v1/webhook_endpoints",
  ];
  const lists = operationNames()
    .filter((name) => name.startsWith("GET") && !name.includes("{"))
    .map((name) => name.slice(4));

  it.each(lists.filter((path) => !withoutHeader.includes(path)))("is needed for %s", async (path) => {
    const { status, body } = await call(emulator, "GET", path);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { code: "parameter_missing", param: "Stripe-Account" } });
  });

  it.each(withoutHeader)("is not needed for %s", async (path) => {
    expect((await call(emulator, "GET", path)).status).toBe(200);
  });

  it("catches options that were given as parameters", async () => {
    const asParameters: Record<string, unknown> = manual;
    expect(await refusalOf(stripe.balance.retrieve(asParameters))).toBe("parameter_unknown");
    const { data } = await stripe.payouts.list({}, manual);
    expect(await refusalOf(stripe.payouts.cancel(data[0]?.id ?? "", asParameters))).toBe("parameter_unknown");
  });

  it("may be called Stripe-Context", async () => {
    const byContext = await stripe.balance.retrieve({}, { stripeContext: manual.stripeAccount });
    expect(byContext).toEqual(await stripe.balance.retrieve({}, manual));
  });

  it("must name an account of the platform", async () => {
    await expect(stripe.balance.retrieve({}, { stripeAccount: "acct_none" })).rejects.toMatchObject({
      statusCode: 403,
      code: "account_invalid",
    });
  });

  it("hides the objects of other accounts", async () => {
    const { data } = await stripe.balanceTransactions.list({}, manual);
    for (const options of [daily, other]) {
      const read = stripe.balanceTransactions.retrieve(data[0]?.id ?? "", {}, options);
      await expect(read).rejects.toMatchObject({ statusCode: 404, code: "resource_missing" });
    }
    const payout = (await stripe.payouts.list({}, manual)).data[0]?.id ?? "";
    expect(await refusalOf(stripe.payouts.cancel(payout, {}, daily))).toBe("resource_missing");
    expect(await refusalOf(stripe.balanceTransactions.list({ payout }, daily))).toBe("resource_missing");
  });
});

describe("the answer", () => {
  it("carries the id of the request and echoes version and key", async () => {
    const headers = { "idempotency-key": "key-1", "stripe-version": "2026-10-28.endive" };
    const made = await call(emulator, "POST", "/v1/payouts", {
      account: manual.stripeAccount,
      body: "amount=100&currency=usd",
      headers,
    });
    expect(made.headers.get("request-id")).toMatch(/^req_[0-9A-Za-z]{14}$/);
    expect(made.headers.get("stripe-version")).toBe("2026-10-28.endive");
    expect(made.headers.get("idempotency-key")).toBe("key-1");
  });

  it("is in the request log, without the key", async () => {
    const before = emulator.requests().at(-1)?.number ?? 0;
    await stripe.payouts.list({ limit: 1 }, manual);
    const [entry, ...rest] = emulator.requests(before);
    expect(rest).toEqual([]);
    expect(entry).toMatchObject({
      method: "GET",
      path: "/v1/payouts",
      query: "?limit=1",
      account: manual.stripeAccount,
      status: 200,
    });
    expect(JSON.stringify(entry)).not.toContain(emulator.world.secretKey);
  });
});
