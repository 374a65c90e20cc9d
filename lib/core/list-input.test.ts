import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  balanceInput,
  listPayoutsInput,
  listSyncRunsInput,
  listTransactionsInput,
  syncInput,
  withTimezone,
} from "./list-input";

type Query = Record<string, unknown>;

/** Where the faults are and what kind they are of, in a stable order. */
function faultsOf(schema: z.ZodType, query: Query): string[] {
  const { error } = schema.safeParse(query);
  return (error?.issues ?? [])
    .flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => `${key} unknown`)
        : [`${issue.path.join(".")} ${issue.code === "custom" ? (issue.params?.code ?? "custom") : issue.code}`],
    )
    .toSorted();
}

function sentencesOf(schema: z.ZodType, query: Query): string[] {
  return (schema.safeParse(query).error?.issues ?? []).map(({ message }) => message);
}

const transactions = (query: Query) => listTransactionsInput.parse(query);
const payouts = (query: Query) => listPayoutsInput.parse(query);

describe("every list", () => {
  const lists = [listTransactionsInput, listPayoutsInput, listSyncRunsInput];

  it("begins with 25 rows when nothing is asked for", () => {
    for (const list of lists) expect(list.parse({})).toMatchObject({ limit: 25, offset: 0 });
  });

  it.each(["1", "25", "100"])("takes a limit of %s", (limit) => {
    for (const list of lists) expect(list.parse({ limit })).toMatchObject({ limit: Number(limit) });
  });

  it.each(["0", "101", "1000", "-1", "1.5", "1e2", "ten", "", " 5", "05", ["5", "6"]])(
    "refuses a limit of %j instead of guessing another",
    (limit) => {
      for (const list of lists) expect(faultsOf(list, { limit })).toHaveLength(1);
    },
  );

  it("stops offsets at 10,000 and names the cursor as the way on", () => {
    for (const list of lists) {
      expect(list.parse({ offset: "10000" })).toMatchObject({ offset: 10_000 });
      expect(faultsOf(list, { offset: "10001" })).toEqual(["offset out_of_range"]);
      expect(sentencesOf(list, { offset: "10001" })[0]).toContain("Use cursor");
    }
  });

  it("refuses a name it does not have", () => {
    for (const list of lists)
      expect(faultsOf(list, { limitt: "5", Limit: "5" })).toEqual(["Limit unknown", "limitt unknown"]);
  });

  it("passes account ids on as they are, since a malformed one is merely not found", () => {
    for (const list of lists) expect(list.parse({ accountId: "acct_?!" })).toMatchObject({ accountId: "acct_?!" });
  });

  it("tells every fault at once, between fields too", () => {
    const query = {
      limit: "0",
      offset: "0",
      cursor: "c_broken",
      startDate: "2026-02-01",
      endDate: "2026-01-01",
      minAmount: "9",
      maxAmount: "1",
      currency: "dollars",
      foo: "1",
    };
    expect(faultsOf(listTransactionsInput, query)).toEqual([
      "currency invalid_format",
      "cursor invalid_cursor",
      "endDate conflict",
      "foo unknown",
      "limit out_of_range",
      "maxAmount conflict",
      "offset conflict",
    ]);
  });

  it("says each fault in a sentence", () => {
    const query = {
      limit: "0",
      sort: "x",
      currency: "$",
      startDate: "x",
      timezone: "x",
      minAmount: "1.5",
      status: "x",
    };
    for (const list of [listTransactionsInput, listPayoutsInput]) {
      const sentences = sentencesOf(list, query);
      expect(sentences).toHaveLength(7);
      for (const sentence of sentences) expect(sentence).toMatch(/^(Must|Name) .*\.$/);
    }
  });

  it("takes any query without breaking", () => {
    const anyValue = fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 }));
    const names = ["limit", "cursor", "sort", "type", "status", "startDate", "endDate", "timezone", "minAmount", "q"];
    const anyQuery = fc.dictionary(fc.constantFrom(...names), anyValue);
    fc.assert(
      fc.property(anyQuery, (query) => {
        for (const list of lists) list.safeParse(query);
      }),
    );
  });

  it("can be described for the API reference", () => {
    const { properties, additionalProperties } = z.toJSONSchema(listTransactionsInput, { io: "input" });
    expect(Object.keys(properties ?? {}).toSorted()).toEqual(
      "accountId currency cursor endDate limit maxAmount minAmount offset payoutId q sort startDate status timezone type".split(
        " ",
      ),
    );
    expect(additionalProperties).toBe(false);
    expect(properties?.limit).toMatchObject({ type: "integer", minimum: 1, maximum: 100 });
    expect(Object.keys(z.toJSONSchema(listPayoutsInput, { io: "input" }).properties ?? {})).toContain("method");
  });
});

describe("listTransactionsInput", () => {
  it("takes types and groups, repeated or joined by commas", () => {
    expect(transactions({ type: "charge" }).types?.types).toEqual(["charge"]);
    expect(transactions({ type: "charges,refund" }).types?.types.toSorted()).toEqual(["charge", "payment", "refund"]);
    expect(transactions({ type: ["charge,refund", "charge"] }).types?.types).toEqual(["charge", "refund"]);
    expect(transactions({}).types).toBeUndefined();
  });

  it("refuses what cannot be the name of a type", () => {
    expect(faultsOf(listTransactionsInput, { type: "charge,,x" })).toEqual(["type.1 invalid_format"]);
    expect(faultsOf(listTransactionsInput, { type: "" })).toEqual(["type.0 invalid_format"]);
    expect(faultsOf(listTransactionsInput, { type: "Robert'); --" })).toEqual(["type.0 invalid_format"]);
  });

  it("knows two states", () => {
    expect(transactions({ status: "pending" }).status).toBe("pending");
    expect(faultsOf(listTransactionsInput, { status: "paid" })).toEqual(["status invalid_value"]);
  });

  it("trims what is searched for, and up to 200 characters of it", () => {
    expect(transactions({ q: "  Order 1001 " }).q).toBe("Order 1001");
    expect(transactions({ q: "   " }).q).toBeUndefined();
    expect(transactions({ q: "x".repeat(200) }).q).toHaveLength(200);
    expect(faultsOf(listTransactionsInput, { q: "x".repeat(201) })).toEqual(["q too_big"]);
  });

  it("refuses text that the database could not be asked about", () => {
    for (const text of ["a\0b", "\ud800"]) {
      expect(faultsOf(listTransactionsInput, { q: text, payoutId: text, accountId: text })).toHaveLength(3);
    }
  });

  it("has no filter by method", () => {
    expect(faultsOf(listTransactionsInput, { method: "instant" })).toEqual(["method unknown"]);
  });
});

describe("listPayoutsInput", () => {
  it("takes several statuses, in transit among them", () => {
    expect(payouts({ status: "failed" }).statuses).toEqual(["failed"]);
    expect(payouts({ status: ["paid,in_transit", "paid"] }).statuses).toEqual(["paid", "in_transit"]);
    expect(payouts({}).statuses).toBeUndefined();
  });

  it("refuses a status or a method it does not know", () => {
    expect(faultsOf(listPayoutsInput, { status: "paid,lost" })).toEqual(["status.1 invalid_value"]);
    expect(faultsOf(listPayoutsInput, { method: "slow" })).toEqual(["method invalid_value"]);
  });

  it("takes a currency in any case", () => {
    expect(payouts({ currency: "USD" }).currency).toBe("usd");
    expect(faultsOf(listPayoutsInput, { currency: "dollars" })).toEqual(["currency invalid_format"]);
  });
});

describe("balanceInput and syncInput", () => {
  it("take an account or none", () => {
    expect(balanceInput.parse({})).toEqual({});
    expect(balanceInput.parse({ accountId: "acct_1" })).toEqual({ accountId: "acct_1" });
    expect(syncInput.parse({ accountId: "acct_1", full: true })).toEqual({ accountId: "acct_1", full: true });
  });

  it("refuse other names and a full that is no boolean", () => {
    expect(faultsOf(balanceInput, { currency: "usd" })).toEqual(["currency unknown"]);
    expect(faultsOf(syncInput, { full: "yes" })).toEqual(["full invalid_type"]);
  });
});

describe("withTimezone", () => {
  it("adds the organization's zone where dates are understood and none is named", () => {
    expect(withTimezone(listPayoutsInput, { limit: "5" }, "Asia/Kolkata")).toEqual({
      limit: "5",
      timezone: "Asia/Kolkata",
    });
    expect(withTimezone(listPayoutsInput, { timezone: "UTC" }, "Asia/Kolkata")).toEqual({ timezone: "UTC" });
  });

  it("leaves queries alone that know no zones", () => {
    expect(withTimezone(balanceInput, {}, "Asia/Kolkata")).toEqual({});
    expect(withTimezone(listSyncRunsInput, {}, "Asia/Kolkata")).toEqual({});
  });
});
