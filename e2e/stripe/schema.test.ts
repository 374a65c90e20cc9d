import { describe, expect, it } from "vitest";
import { createStripeEmulator } from "./emulator";
import { balanceTransaction } from "./objects/balance-transaction";
import { checkParameters, decodeForm } from "./parameters";
import { blank, faultOfAnswer, operationOf } from "./schema";

const balance = { object: "balance", available: [], pending: [], livemode: false };

describe("faultOfAnswer", () => {
  it("accepts an answer in Stripe's form", () => {
    expect(faultOfAnswer("GET", "/v1/balance", balance, false)).toBeNull();
  });

  it("names a missing field, a wrong type and a field that is not Stripe's", () => {
    expect(faultOfAnswer("GET", "/v1/balance", { object: "balance", available: [] }, false)).toContain("required");
    expect(faultOfAnswer("GET", "/v1/balance", { ...balance, livemode: "no" }, false)).toContain("/livemode");
    expect(faultOfAnswer("GET", "/v1/balance", { ...balance, reserved: [] }, false)).toContain("reserved");
    const deep = { ...balance, available: [{ amount: 1, currency: "usd", note: "x" }] };
    expect(faultOfAnswer("GET", "/v1/balance", deep, false)).toContain("note");
    const currency = { ...balance, available: [{ amount: 1, currency: "USD" }] };
    expect(faultOfAnswer("GET", "/v1/balance", currency, false)).toContain("currency");
  });

  it("allows objects in the place of ids only in expanded answers", () => {
    const [row] = Object.values(createStripeEmulator().snapshot().books).flatMap((book) => book.balance_transaction);
    if (!row) throw new Error("The tiny world has no rows.");
    const expanded = { ...balanceTransaction(row), source: { ...blank("payout"), currency: "usd" } };
    expect(faultOfAnswer("GET", "/v1/balance_transactions/{id}", expanded, true)).toBeNull();
    expect(faultOfAnswer("GET", "/v1/balance_transactions/{id}", expanded, false)).toContain("/source");
  });

  it("turns into a 500 in strict mode", async () => {
    for (const [strict, status] of [
      [true, 500],
      [false, 200],
    ] as const) {
      const emulator = createStripeEmulator({ strict });
      const snapshot = emulator.snapshot();
      const [id = ""] = Object.keys(snapshot.accounts);
      const [external] = snapshot.accounts[id]?.externalAccounts ?? [];
      if (external) Object.assign(external, { currency: null });
      emulator.restore(snapshot);
      const response = await emulator.fetch(
        new Request(`https://api.stripe.com/v1/accounts/${id}`, {
          headers: { authorization: `Bearer ${emulator.world.secretKey}` },
        }),
      );
      expect(response.status).toBe(status);
      if (strict) expect(await response.text()).toContain("Emulator fault");
    }
  });
});

describe("blank", () => {
  it("has the required fields alone, null where it may", () => {
    expect(blank("payout")).toMatchObject({ object: "payout", amount: 0, description: null, automatic: false });
    expect(blank("account")).not.toHaveProperty("company");
  });
});

describe("parameters", () => {
  const payout = operationOf("POST", "/v1/payouts").body;
  const check = (encoded: string) => checkParameters(payout, decodeForm(encoded));

  it("are decoded with their nesting and in their types", () => {
    expect(check("amount=100&currency=usd&metadata[a]=1&expand[]=x&expand[]=y")).toEqual({
      amount: 100,
      currency: "usd",
      metadata: { a: "1" },
      expand: ["x", "y"],
    });
    expect(check("amount=100&currency=usd&expand[0]=x&expand[1]=y").expand).toEqual(["x", "y"]);
    const range = checkParameters(
      operationOf("GET", "/v1/payouts").query,
      decodeForm("created[gte]=5&created[lt]=9&limit=3"),
    );
    expect(range).toEqual({ created: { gte: 5, lt: 9 }, limit: 3 });
  });

  it.each([
    ["amount=1&currency=usd&color=red", "parameter_unknown", "color"],
    ["amount=1.5&currency=usd", "parameter_invalid_integer", "amount"],
    ["amount=99999999999999999999&currency=usd", "parameter_invalid_integer", "amount"],
    ["amount=&currency=usd", "parameter_invalid_empty", "amount"],
    ["currency=usd", "parameter_missing", "amount"],
    ["amount=1&currency=usd&__proto__[x]=1", "parameter_unknown", "__proto__"],
    ["amount=1&currency=usd&constructor=1", "parameter_unknown", "constructor"],
  ])("%s are refused", (encoded, code, param) => {
    expect(() => check(encoded)).toThrow(expect.objectContaining({ code }));
    try {
      check(encoded);
    } catch (error) {
      expect(error).toHaveProperty("details.param", param);
    }
  });

  it("name nested keys that Stripe does not know", () => {
    const settings = operationOf("POST", "/v1/balance_settings").body;
    expect(() => checkParameters(settings, decodeForm("payments[payouts][schedule][hour]=1"))).toThrow(
      "payments[payouts][schedule][hour]",
    );
    const list = operationOf("GET", "/v1/payouts").query;
    expect(() => checkParameters(list, decodeForm("created[after]=1"))).toThrow("created[after]");
  });

  it.each(["metadata=1", "expand=x", "amount[x]=1", "expand[x]=1", "method=fast"])("refuses %s", (encoded) => {
    expect(() => check(`currency=usd&${encoded.startsWith("amount") ? "" : "amount=1&"}${encoded}`)).toThrow("Invalid");
  });
});
