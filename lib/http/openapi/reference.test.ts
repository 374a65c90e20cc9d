import { describe, expect, it } from "vitest";
import { isErrorCode } from "../../core/error-words";
import { testDocument } from "../testing-document";
import { fieldRows, typeText } from "./field-rows";
import type { JsonObject } from "./json-schema";
import { llmsText } from "./llms-text";
import { operations } from "./operations";
import { referenceOf } from "./reference";

const reference = referenceOf("https://pay.example");
const shown = reference.groups.flatMap((group) => group.operations);
const one = (id: string) => shown.find((operation) => operation.id === id);

describe("the reference", () => {
  it("shows every operation once, in groups that hold something", () => {
    expect(shown.map(({ id }) => id).toSorted()).toEqual(operations.map(({ id }) => id).toSorted());
    for (const { operations: own } of reference.groups) expect(own.length).toBeGreaterThan(0);
  });

  it("names only objects that it explains, and codes that have words", () => {
    const names = reference.objects.map(({ name }) => name);
    for (const { answers, refusals } of shown) {
      for (const { holds, example } of answers) if (example !== null) expect(names).toContain(holds);
      for (const { codes } of refusals) for (const code of codes) expect(isErrorCode(code), code).toBe(true);
    }
    expect(names.toSorted()).toEqual(
      Object.keys(testDocument.components.schemas)
        .filter((name) => name !== "Document")
        .toSorted(),
    );
  });

  it("has words for every parameter and every member of a body", () => {
    for (const { id, parameters, body } of shown) {
      for (const { name, words, type } of [...parameters, ...body]) {
        expect(words, `${id} ${name}`).toMatch(/\.$/);
        expect(type, `${id} ${name}`).not.toBe("");
      }
    }
  });

  it("gives calls that only lack a key", () => {
    expect(one("createPayout")?.curl).toBe(
      [
        'curl -X POST "https://pay.example/api/payouts"',
        '-H "Authorization: Bearer $PENNYPROOF_KEY"',
        '-H "Idempotency-Key: payout-2026-11-22"',
        '-H "Content-Type: application/json"',
        `-d '{"amount":124000,"currency":"usd","method":"standard","description":"Weekly"}'`,
      ].join(" \\\n  "),
    );
    expect(one("getPayout")?.curl).toContain("/api/payouts/po_1Weekly");
    for (const { curl } of shown) expect(curl).not.toMatch(/\{id\}|undefined/);
  });

  it("tells what a call needs and how often it may be made", () => {
    expect(one("createPayout")?.facts).toEqual([
      { label: "Scope", value: "payouts:write" },
      { label: "Limit", value: "10 in 60 s" },
      { label: "Repeating", value: "Idempotency-Key" },
    ]);
    expect(one("getHealth")?.facts).toEqual([{ label: "Needs", value: "Nothing" }]);
  });
});

describe("fieldRows", () => {
  it("names what lies within by its path", () => {
    const rows = fieldRows(testDocument.components.schemas.TransactionList ?? {});
    const names = rows.map(({ name }) => name);
    expect(names).toContain("pagination.nextCursor");
    expect(names).toContain("totals[].netAmount");
    expect(rows.find(({ name }) => name === "data")?.type).toBe("list of Transaction");
  });
});

describe("typeText", () => {
  const said: [JsonObject, string][] = [
    [{ type: "integer", minimum: 1, maximum: 100 }, "integer, 1 to 100"],
    [{ type: "integer", minimum: 0 }, "integer, 0 or more"],
    [{ type: "string" }, "text"],
    [{ type: "string", format: "date-time" }, "moment"],
    [{ type: ["string", "null"] }, "text or null"],
    [{ anyOf: [{ $ref: "#/components/schemas/Payout" }, { type: "null" }] }, "Payout or null"],
    [{ type: "string", enum: ["paid", "failed"] }, "paid or failed"],
    [{ const: "processing", type: "string" }, "processing"],
    [{ type: "array", items: { type: "integer" } }, "list of integer"],
    [{}, "anything"],
  ];

  it.each(said)("says of %j: %s", (schema, words) => {
    expect(typeText(schema)).toBe(words);
  });
});

describe("the text for programs that read", () => {
  it("has every address, and only addresses of this installation", () => {
    const text = llmsText("https://pay.example");
    for (const { method, path } of operations) expect(text).toContain(`- ${method} ${path}: `);
    for (const [address] of text.matchAll(/https?:\/\/\S+/g)) expect(address).toMatch(/^https:\/\/pay\.example\//);
  });
});
