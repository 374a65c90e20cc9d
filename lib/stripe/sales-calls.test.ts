import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createStripeEmulator, type StripeEmulator } from "@/e2e/stripe/emulator";
import { type StripeAccountId, toStripeAccountId } from "../core/ids";
import { createStripe } from "./client";
import { createGatewayFor, type Gateway } from "./gateway";
import { charge, customer, deletedCustomer, destinationCharge, subscription } from "./sales-samples";

let emulator: StripeEmulator;
let accountId: StripeAccountId;
let gateway: Gateway;
/** Answers in place of the emulator, by path, where the world has no such object. */
const answers = new Map<string, unknown>();
const list = (...data: unknown[]) => ({ object: "list", data, has_more: false, url: "/v1/list" });

beforeAll(() => {
  emulator = createStripeEmulator({ preset: "tiny", mode: "frozen" });
  accountId = toStripeAccountId(emulator.world.organizations[0]?.accounts[0]?.id ?? "");
  const stripe = createStripe({
    secretKey: emulator.world.secretKey,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const answered = await emulator.fetch(request);
      const given = answers.get(new URL(request.url).pathname);
      return given === undefined ? answered : Response.json(given);
    },
  });
  gateway = createGatewayFor(stripe)(accountId);
});
afterAll(() => emulator.close());
beforeEach(() => answers.clear());
const lastQuery = () => new URLSearchParams(emulator.requests().at(-1)?.query);

describe("salesCalls", () => {
  it("lists and gets what was sold, on the account it is bound to", async () => {
    const { id } = emulator.runScenario("charge", accountId, { amount: 4_200, email: "Buyer@Example.com" });
    const before = emulator.requests().length;
    const { rows } = await gateway.listCharges({ limit: 5 });
    expect(rows[0]).toMatchObject({ stripeChargeId: id, amountMinor: 4_200n, customerKey: "buyer@example.com" });
    expect(await gateway.getCharge(String(id))).toEqual(rows[0]);

    const refunded = emulator.runScenario("refund", accountId, { charge: id, amount: 200 });
    const [refund] = (await gateway.listRefunds({})).rows;
    expect(refund).toMatchObject({ stripeRefundId: refunded.id, stripeChargeId: id, amountMinor: 200n });
    expect(await gateway.getRefund(String(refunded.id))).toEqual(refund);

    const opened = emulator.runScenario("dispute_open", accountId, { charge: id });
    const [dispute] = (await gateway.listDisputes({})).rows;
    expect(dispute).toMatchObject({ stripeDisputeId: opened.id, stripeChargeId: id, balanceTransactions: 1 });
    expect(await gateway.getDispute(String(opened.id))).toEqual(dispute);

    const calls = emulator.requests().slice(before);
    expect(calls.map((call) => call.headers["stripe-account"])).toEqual(calls.map(() => accountId));
    expect(calls.every((call) => call.status === 200)).toBe(true);
  });

  it("asks for pages by cursor and for half-open ranges", async () => {
    const [newest] = (await gateway.listCharges({ limit: 1 })).rows;
    await gateway.listCharges({ startingAfter: newest?.stripeChargeId, from: new Date("2026-11-01T00:00:00.001Z") });
    expect(lastQuery().get("starting_after")).toBe(newest?.stripeChargeId);
    expect(lastQuery().get("created[gte]")).toBe(String(Date.UTC(2026, 10, 1, 0, 0, 1) / 1000));
    expect(lastQuery().get("limit")).toBe("100");
  });

  it("hands charges it cannot keep over apart", async () => {
    const huge = JSON.parse(JSON.stringify({ ...charge, id: "ch_1huge" }).replace("10000", "9007199254740993"));
    answers.set("/v1/charges", list(huge, destinationCharge));
    const page = await gateway.listCharges({});
    expect(page.rows).toMatchObject([{ stripeChargeId: "py_1destination", sourceTransferId: "tr_1destination" }]);
    expect(page.unreadable).toEqual([{ id: "ch_1huge", reason: expect.stringContaining("too large") }]);
    expect(page.lastId).toBe("py_1destination");
  });

  it("knows customers, and deleted ones by their id", async () => {
    answers.set("/v1/customers", list(customer));
    answers.set("/v1/customers/cus_1gone", deletedCustomer);
    expect((await gateway.listCustomers({})).rows).toMatchObject([{ email: "buyer@example.com", isDeleted: false }]);
    expect(await gateway.getCustomer("cus_1gone")).toMatchObject({ stripeCustomerId: "cus_1gone", isDeleted: true });
    await expect(gateway.getCustomer("cus_1never")).rejects.toMatchObject({ code: "resource_missing" });
  });

  it("asks for ended subscriptions as well", async () => {
    answers.set("/v1/subscriptions", list(subscription));
    const [found] = (await gateway.listSubscriptions({})).rows;
    expect(lastQuery().get("status")).toBe("all");
    expect(found).toMatchObject({ stripeSubscriptionId: "sub_1monthly", items: [{ quantity: 3 }, { quantity: null }] });
  });

  it("reads the items that did not come with a subscription, page or single", async () => {
    const [first] = subscription.items.data;
    const cut = { ...subscription, items: { ...subscription.items, data: [first], has_more: true } };
    answers.set("/v1/subscriptions", list(cut));
    answers.set("/v1/subscriptions/sub_1monthly", cut);
    answers.set("/v1/subscription_items", list(...subscription.items.data));
    expect((await gateway.listSubscriptions({})).rows[0]?.items).toHaveLength(2);
    expect((await gateway.getSubscription("sub_1monthly")).items).toHaveLength(2);
  });
});
