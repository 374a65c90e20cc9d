import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createPayoutInput, intentMetadataKey, payoutIdInput, previewPayoutInput } from "./payout-input";

function faultsOf(body: unknown): string[] {
  const issues = createPayoutInput.safeParse(body).error?.issues ?? [];
  return issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : [issue.path.join(".")]));
}

describe("createPayoutInput", () => {
  it("needs an amount alone", () => {
    expect(createPayoutInput.parse({ amount: 124_000 })).toEqual({
      amount: 124_000n,
      method: "standard",
      metadata: {},
    });
  });

  it("takes everything else that Stripe takes", () => {
    const body = {
      amount: 1,
      currency: "EUR",
      method: "instant",
      description: "Weekly",
      accountId: "acct_1",
      destination: "ba_1",
      sourceType: "card",
      statementDescriptor: "JUNIPER SUPPLY",
      metadata: { order: "1001" },
    };
    expect(createPayoutInput.parse(body)).toEqual({ ...body, amount: 1n, currency: "eur" });
  });

  it.each([0, -1, 1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, "124000", null, undefined, true, [1]])(
    "refuses an amount of %s",
    (amount) => expect(faultsOf({ amount })).toEqual(["amount"]),
  );

  it("keeps every amount it takes exact", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (amount) => {
        expect(createPayoutInput.parse({ amount }).amount).toBe(BigInt(amount));
      }),
    );
    expect(createPayoutInput.parse({ amount: Number.MAX_SAFE_INTEGER }).amount).toBe(2n ** 53n - 1n);
  });

  it("refuses names it does not have, so that a typing error cannot change a payout", () => {
    expect(faultsOf({ amount: 1, Currency: "eur", metod: "instant" })).toEqual(["Currency", "metod"]);
  });

  it("holds texts to Stripe's lengths", () => {
    const at = { description: "x".repeat(255), statementDescriptor: "x".repeat(22) };
    expect(faultsOf({ amount: 1, ...at })).toEqual([]);
    expect(
      faultsOf({ amount: 1, description: `${at.description}x`, statementDescriptor: `${at.statementDescriptor}x` }),
    ).toEqual(["description", "statementDescriptor"]);
  });

  it("tells every fault in a sentence", () => {
    const { error } = createPayoutInput.safeParse({ amount: 0, currency: "€", method: "slow", sourceType: "cash" });
    expect(error?.issues).toHaveLength(4);
    for (const { message } of error?.issues ?? []) expect(message).toMatch(/^Must be .*\.$/);
  });

  it.each([null, [], "amount=1", 5])("refuses a body that is %j", (body) => {
    expect(createPayoutInput.safeParse(body).success).toBe(false);
  });
});

describe("metadata", () => {
  it("says why a name is refused", () => {
    const sentences = (metadata: unknown) =>
      createPayoutInput.safeParse({ amount: 1, metadata }).error?.issues.map(({ message }) => message);
    expect(sentences({ intent_id: "x" })).toEqual(["The key intent_id is reserved: it is set by us."]);
    expect(sentences({ "a[b]": "x" })).toEqual(["Must not have square brackets."]);
    expect(sentences("x")).toEqual(["Must be an object of texts."]);
  });

  const faultsOfMetadata = (metadata: unknown) => faultsOf({ amount: 1, metadata });

  it("is texts under short names", () => {
    expect(faultsOfMetadata({ ["k".repeat(40)]: "v".repeat(500) })).toEqual([]);
    expect(faultsOfMetadata({ ["k".repeat(41)]: "v" })).toHaveLength(1);
    expect(faultsOfMetadata({ k: "v".repeat(501) })).toEqual(["metadata.k"]);
    expect(faultsOfMetadata({ k: 5 })).toEqual(["metadata.k"]);
    expect(faultsOfMetadata({ "": "v" })).toHaveLength(1);
    expect(faultsOfMetadata({ "a[b]": "v" })).toHaveLength(1);
    expect(faultsOfMetadata("order=1")).toEqual(["metadata"]);
  });

  it("refuses __proto__, which would be lost on the way, and keeps other names that objects have", () => {
    const given = { amount: 1, metadata: JSON.parse('{"__proto__":"x","order":"1"}') };
    expect(faultsOf(given)).toEqual(["metadata.__proto__"]);
    expect(createPayoutInput.safeParse(given).error?.issues).toMatchObject([{ params: { code: "invalid_name" } }]);
    expect(faultsOfMetadata(JSON.parse('{"__proto__":{"order":"1"}}'))).toEqual(["metadata.__proto__"]);
    const metadata = { constructor: "a", toString: "b" };
    expect(createPayoutInput.parse({ amount: 1, metadata }).metadata).toEqual(metadata);
  });

  it("has at most 40 of them", () => {
    const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));
    expect(faultsOfMetadata(keys(40))).toEqual([]);
    expect(faultsOfMetadata(keys(41))).toEqual(["metadata"]);
  });

  it("cannot name the intent, by which we recognize our own payouts", () => {
    expect(faultsOfMetadata({ [intentMetadataKey]: "0f4c2a30" })).toHaveLength(1);
  });

  it("refuses text that JSON columns cannot keep", () => {
    expect(faultsOfMetadata({ k: "\ud800" })).toEqual(["metadata.k"]);
    expect(faultsOfMetadata({ k: "a\0b" })).toEqual(["metadata.k"]);
  });
});

describe("the other inputs of payouts", () => {
  it("preview what would be created", () => {
    expect(previewPayoutInput.parse({ amount: 5 })).toEqual(createPayoutInput.parse({ amount: 5 }));
  });

  it("take any id, for a malformed one is only not found", () => {
    expect(payoutIdInput.parse({ id: "po_?" })).toEqual({ id: "po_?" });
    expect(payoutIdInput.safeParse({}).success).toBe(false);
  });

  it("can be described for the API reference", () => {
    expect(z.toJSONSchema(createPayoutInput, { io: "input" })).toMatchObject({
      required: ["amount"],
      additionalProperties: false,
      properties: {
        amount: { type: "integer", minimum: 1 },
        method: { enum: ["standard", "instant"], default: "standard" },
      },
    });
  });
});
