import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createStripeEmulator, type StripeEmulator } from "@/e2e/stripe/emulator";
import { toCurrency } from "../core/currency";
import { type StripeAccountId, toStripeAccountId } from "../core/ids";
import { money } from "../core/money";
import { createStripe } from "./client";
import { createGatewayFor, type Gateway, type PayoutRequest } from "./gateway";

let emulator: StripeEmulator;
let accountId: StripeAccountId;
let dailyId: StripeAccountId;
let gateway: Gateway;
/** Changes what Stripe answers, to show what it never does in this world. */
let rewrite: ((body: string) => string) | null = null;

beforeAll(() => {
  emulator = createStripeEmulator({ preset: "tiny", mode: "frozen" });
  const [organization] = emulator.world.organizations;
  accountId = toStripeAccountId(organization?.accounts[0]?.id ?? "");
  dailyId = toStripeAccountId(organization?.accounts[1]?.id ?? "");
  gateway = gatewayFor(accountId);
});
afterAll(() => emulator.close());
beforeEach(() => {
  rewrite = null;
  emulator.clearFaults();
});

function gatewayFor(id: StripeAccountId, secretKey = emulator.world.secretKey): Gateway {
  const stripe = createStripe({
    secretKey,
    fetch: async (input, init) => {
      const response = await emulator.fetch(new Request(input, init));
      if (rewrite === null) return response;
      return new Response(rewrite(await response.text()), { status: response.status, headers: response.headers });
    },
  });
  return createGatewayFor(stripe)(id);
}

const usd = toCurrency("usd");
const wish: PayoutRequest = {
  amount: money(1_100n, usd),
  method: "standard",
  description: "Weekly",
  destination: null,
  sourceType: null,
  statementDescriptor: null,
  metadata: { intent_id: "one" },
};
const lastRequest = () => emulator.requests().at(-1);

describe("every call", () => {
  it("carries the account's header, and never its name as a parameter", async () => {
    const before = emulator.requests().length;
    await gateway.getBalance();
    await gateway.listTransactions({});
    const { rows } = await gateway.listPayouts({});
    await gateway.getPayout(rows[0]?.stripePayoutId ?? "");
    const made = await gateway.createPayout(wish, { idempotencyKey: "key-every" });
    await gateway.cancelPayout(made.stripePayoutId, { idempotencyKey: "key-every-cancel" });
    await gateway.getAccount();
    await gateway.getSchedule();
    await gateway.listExternalAccounts();
    const calls = emulator.requests().slice(before);
    expect(calls).toHaveLength(9);
    expect(calls.map((call) => call.account)).toEqual(calls.map(() => accountId));
    expect(calls.map((call) => call.headers["stripe-account"])).toEqual(calls.map(() => accountId));
    expect(calls.some((call) => /stripeAccount|stripe_account/.test(call.query + call.body))).toBe(false);
    expect(calls.every((call) => call.status === 200)).toBe(true);
  });

  it("reads the account it is bound to and no other", async () => {
    expect((await gateway.getAccount()).id).toBe(accountId);
    expect((await gatewayFor(dailyId).getAccount()).id).toBe(dailyId);
    expect((await gatewayFor(dailyId).getSchedule()).interval).toBe("daily");
    const [payout] = (await gatewayFor(dailyId).listPayouts({})).rows;
    await expect(gateway.getPayout(payout?.stripePayoutId ?? "")).rejects.toMatchObject({
      name: "StripeCallError",
      outcome: "refused",
      code: "resource_missing",
      httpStatus: 404,
    });
  });
});

describe("listTransactions", () => {
  it("walks a list by its cursor, newest first", async () => {
    const whole = await gateway.listTransactions({ limit: 100 });
    const seen: string[] = [];
    let startingAfter: string | undefined;
    for (;;) {
      const page = await gateway.listTransactions({ limit: 7, startingAfter });
      seen.push(...page.rows.map((row) => row.stripeBalanceTxnId));
      if (!page.hasMore) break;
      startingAfter = page.lastId ?? undefined;
    }
    expect(seen).toEqual(whole.rows.map((row) => row.stripeBalanceTxnId));
    expect(whole).toMatchObject({ hasMore: false, unreadable: [], lastId: seen.at(-1) });
  });

  it("asks for half-open ranges of whole seconds", async () => {
    const from = new Date("2026-11-01T00:00:00.001Z");
    await gateway.listTransactions({ from, to: new Date("2026-11-02T00:00:00Z"), limit: 5 });
    const query = new URLSearchParams(lastRequest()?.query);
    expect(query.get("created[gte]")).toBe(String(Date.UTC(2026, 10, 1, 0, 0, 1) / 1000));
    expect(query.get("created[lt]")).toBe(String(Date.UTC(2026, 10, 2) / 1000));
    expect(query.get("limit")).toBe("5");
  });

  it("lists the rows of an automatic payout", async () => {
    const daily = gatewayFor(dailyId);
    const done = (await daily.listPayouts({})).rows.find((payout) => payout.reconciliationStatus === "completed");
    const { rows } = await daily.listTransactions({ payout: done?.stripePayoutId });
    expect(rows.reduce((sum, row) => sum + row.netMinor, 0n)).toBe(0n);
  });

  it("hands rows it cannot keep over apart, and all others as ever", async () => {
    const whole = await gateway.listTransactions({});
    const [broken] = whole.rows;
    rewrite = (body) => body.replace(/"amount":\s*-?\d+/, '"amount": 9007199254740993');
    const page = await gateway.listTransactions({});
    expect(page.rows).toEqual(whole.rows.slice(1));
    expect(page.unreadable).toEqual([{ id: broken?.stripeBalanceTxnId, reason: expect.stringContaining("too large") }]);
    expect(page.lastId).toBe(whole.lastId);
  });
});

describe("createPayout", () => {
  it("sends the key and the whole wish, and gives the payout with its destination", async () => {
    const destination =
      (await gateway.listExternalAccounts()).find((account) => account.isDefaultForCurrency)?.id ?? "";
    const made = await gateway.createPayout(
      { ...wish, destination, statementDescriptor: "HARBOR", sourceType: "card" },
      { idempotencyKey: "key-create" },
    );
    expect(made).toMatchObject({
      amount: wish.amount,
      status: "pending",
      description: "Weekly",
      metadata: wish.metadata,
    });
    expect(made.destination).toMatchObject({ id: destination, last4: "6789", kind: "bank_account" });
    expect(lastRequest()).toMatchObject({ idempotencyKey: "key-create", method: "POST" });
    expect(Object.fromEntries(new URLSearchParams(lastRequest()?.body))).toMatchObject({
      amount: "1100",
      currency: "usd",
      method: "standard",
      source_type: "card",
      statement_descriptor: "HARBOR",
      "metadata[intent_id]": "one",
    });
  });

  it("makes one payout of the same key, however often it is sent", async () => {
    const one = await gateway.createPayout(wish, { idempotencyKey: "key-twice" });
    const two = await gateway.createPayout(wish, { idempotencyKey: "key-twice" });
    expect(two.stripePayoutId).toBe(one.stripePayoutId);
  });

  it("tells a refusal from an open outcome", async () => {
    const much = { ...wish, amount: money(999_999_999n, usd) };
    await expect(gateway.createPayout(much, { idempotencyKey: "key-much" })).rejects.toMatchObject({
      outcome: "refused",
      code: "balance_insufficient",
      requestId: expect.stringMatching(/^req_/),
    });
    emulator.setFaults([{ kind: "reset_after", path: "/v1/payouts" }]);
    await expect(gateway.createPayout(wish, { idempotencyKey: "key-lost" })).rejects.toMatchObject({
      outcome: "unknown",
      reason: "no_answer",
    });
    emulator.clearFaults();
    rewrite = (body) => body.replace(/"amount":\s*-?\d+/, '"amount": 9007199254740993');
    await expect(gateway.createPayout(wish, { idempotencyKey: "key-odd" })).rejects.toMatchObject({
      outcome: "unknown",
      reason: "unreadable",
    });
  });

  it("does not repeat a refusal for too many requests by itself", async () => {
    emulator.setFaults([{ kind: "rate_limit", path: "/v1/payouts" }]);
    const before = emulator.requests().length;
    await expect(gateway.createPayout(wish, { idempotencyKey: "key-limit" })).rejects.toMatchObject({
      outcome: "unknown",
      reason: "rate_limited",
      httpStatus: 429,
    });
    expect(emulator.requests().length - before).toBe(1);
  });
});

describe("access", () => {
  it("knows an account it may not enter, and a key that is none", async () => {
    await expect(gatewayFor(toStripeAccountId("acct_1none")).getBalance()).rejects.toMatchObject({
      reason: "account_lost",
      code: "account_invalid",
      httpStatus: 403,
    });
    const error = await gatewayFor(accountId, "sk_test_wrong")
      .getBalance()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ reason: "bad_credentials", outcome: "refused" });
    expect(String(error)).not.toContain("sk_test");
  });
});
