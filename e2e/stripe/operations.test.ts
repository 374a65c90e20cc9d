import { beforeAll, describe, expect, it } from "vitest";
import { createStripeEmulator, type StripeEmulator } from "./emulator";
import { routeNames } from "./routes";
import { operationNames } from "./schema";
import { call } from "./test-client";

/** A call of each operation that succeeds; ids are taken from lists, which are called first. */
let emulator: StripeEmulator;
let account: string;

beforeAll(async () => {
  emulator = createStripeEmulator({ preset: "tiny" });
  account = emulator.world.organizations[0]?.accounts[0]?.id ?? "";
  emulator.runScenario("charge", account, { available: true, amount: 50_000 });
  emulator.runScenario("refund", account, { amount: 1_000 });
  emulator.runScenario("dispute_open", account);
});

async function firstId(path: string, withAccount = true): Promise<string> {
  const { body } = await call(emulator, "GET", path, withAccount ? { account } : {});
  const data = Array.isArray(body.data) ? body.data : [];
  const id: unknown = data[0]?.id;
  if (typeof id !== "string") throw new Error(`${path} lists nothing: ${JSON.stringify(body)}`);
  return id;
}

const accountKinds = [
  "balance_transactions",
  "payouts",
  "charges",
  "payment_intents",
  "refunds",
  "disputes",
  "customers",
  "subscriptions",
  "invoices",
  "invoice_payments",
  "events",
];

describe("the operations", () => {
  it("are exactly those of the description", () => {
    expect(routeNames().toSorted()).toEqual(operationNames().toSorted());
    expect(routeNames()).toHaveLength(42);
  });

  it.each(accountKinds)("lists %s, reads one, and knows no other", async (kind) => {
    const list = await call(emulator, "GET", `/v1/${kind}?limit=2`, { account });
    expect(list.body).toMatchObject({ object: "list", url: `/v1/${kind}` });
    const id = await firstId(`/v1/${kind}`);
    const one = await call(emulator, "GET", `/v1/${kind}/${id}`, { account });
    expect(one.status, JSON.stringify(one.body)).toBe(200);
    expect(one.body.id).toBe(id);
    const none = await call(emulator, "GET", `/v1/${kind}/none`, { account });
    expect(none.status).toBe(404);
    expect(none.body).toMatchObject({ error: { code: "resource_missing" } });
  });

  it.each(["application_fees", "transfers", "accounts"])("lists the platform's %s and reads one", async (kind) => {
    const id = await firstId(`/v1/${kind}`, false);
    const one = await call(emulator, "GET", `/v1/${kind}/${id}`);
    expect(one.status, JSON.stringify(one.body)).toBe(200);
    expect(one.body.id).toBe(id);
  });

  it("lists what was given back of an application fee", async () => {
    const { body } = await call(emulator, "GET", "/v1/application_fees?limit=100");
    const fees: { id: string; amount_refunded: number }[] = Array.isArray(body.data) ? body.data : [];
    const refunded = fees.find((fee) => fee.amount_refunded > 0);
    const refunds = await call(emulator, "GET", `/v1/application_fees/${refunded?.id}/refunds`);
    expect(refunds.body.data).toHaveLength(1);
  });

  it.each(["balance", "balance_settings", "account"])("reads the %s", async (kind) => {
    const answer = await call(emulator, "GET", `/v1/${kind}`, { account });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body.object).toBe(kind);
  });

  it("reads external accounts, all of a kind and one", async () => {
    const path = `/v1/accounts/${account}/external_accounts`;
    const cards = await call(emulator, "GET", `${path}?object=card`);
    expect(cards.body.data).toHaveLength(1);
    const id = await firstId(path, false);
    expect((await call(emulator, "GET", `${path}/${id}`)).body.id).toBe(id);
    expect((await call(emulator, "GET", `${path}/ba_none`)).status).toBe(404);
  });

  it("makes, changes, cancels and reverses payouts", async () => {
    const made = await call(emulator, "POST", "/v1/payouts", {
      account,
      body: "amount=1000&currency=usd&metadata[a]=1&expand[]=balance_transaction",
    });
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    expect(made.body.balance_transaction).toMatchObject({ object: "balance_transaction", amount: -1_000 });
    const path = `/v1/payouts/${made.body.id}`;
    const changed = await call(emulator, "POST", path, { account, body: "metadata[b]=2&metadata[a]=" });
    expect(changed.body.metadata).toEqual({ b: "2" });
    const canceled = await call(emulator, "POST", `${path}/cancel`, { account });
    expect(canceled.body.status).toBe("canceled");
    const paid = await firstId("/v1/payouts?status=paid");
    const reversal = await call(emulator, "POST", `/v1/payouts/${paid}/reverse`, { account });
    expect(reversal.status, JSON.stringify(reversal.body)).toBe(200);
    expect(reversal.body).toMatchObject({ amount: -30_000, original_payout: paid });
  });

  it("changes balance settings", async () => {
    const answer = await call(emulator, "POST", "/v1/balance_settings", {
      account,
      body: "payments[payouts][schedule][interval]=weekly&payments[payouts][schedule][weekly_payout_days][]=monday",
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body).toMatchObject({
      payments: { payouts: { schedule: { interval: "weekly", weekly_payout_days: ["monday"] } } },
    });
  });

  it("makes, lists and reads webhook endpoints, and shows the secret once", async () => {
    const body = "url=https://app.example/hook&enabled_events[]=payout.paid&connect=true";
    const made = await call(emulator, "POST", "/v1/webhook_endpoints", { body });
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    expect(made.body.secret).toMatch(/^whsec_/);
    const id = await firstId("/v1/webhook_endpoints", false);
    const read = await call(emulator, "GET", `/v1/webhook_endpoints/${id}`);
    expect(read.body).toMatchObject({ id: made.body.id, enabled_events: ["payout.paid"] });
    expect(read.body.secret).toBeUndefined();
  });

  it.each(operationNames())("%s refuses a parameter that Stripe does not know", async (name) => {
    const [method = "", template = ""] = name.split(" ");
    const path = template.replaceAll(/\{[a-z]+\}/g, "none");
    const isGet = method === "GET";
    const answer = await call(emulator, isGet ? "GET" : "POST", isGet ? `${path}?stripeAccount=acct_1` : path, {
      account,
      body: isGet ? undefined : "stripeAccount=acct_1",
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: { code: "parameter_unknown", param: "stripeAccount" } });
  });

  it("answers 404 to a path that it does not know", async () => {
    expect((await call(emulator, "GET", "/v1/topups", { account })).status).toBe(404);
    expect((await call(emulator, "DELETE", "/v1/payouts", { account })).status).toBe(404);
  });
});

describe("expanding", () => {
  it.each([
    "balance_transactions?expand[]=data.source",
    "balance_transactions?type=charge&expand[]=data.source.payment_intent.latest_charge",
    "payouts?expand[]=data.destination&expand[]=data.balance_transaction",
    "charges?expand[]=data.customer&expand[]=data.application_fee&expand[]=data.balance_transaction",
    "refunds?expand[]=data.charge",
    "disputes?expand[]=data.charge",
  ])("answers %s in Stripe's form", async (path) => {
    const answer = await call(emulator, "GET", `/v1/${path}`, { account });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  });

  it("puts the object in the place of the id", async () => {
    const path = "/v1/balance_transactions?type=refund&expand[]=data.source.charge";
    const { body } = await call(emulator, "GET", path, { account });
    expect(body.data).toMatchObject([{ source: { object: "refund", charge: { object: "charge" } } }, {}]);
  });

  it("refuses what cannot be expanded, and more than four levels", async () => {
    const wrong = await call(emulator, "GET", "/v1/payouts?expand[]=data.amount", { account });
    expect(wrong.status).toBe(400);
    const deep = "data.balance_transaction.source.charge.customer";
    const tooDeep = await call(emulator, "GET", `/v1/payouts?expand[]=${deep}`, { account });
    expect(tooDeep.status).toBe(400);
  });
});
