import { describe, expect, it } from "vitest";
import { errorWords } from "../../core/error-words";
import { errorCodes } from "../../core/errors";
import { faultsAt, testDocument } from "../testing-document";
import { fieldsOf } from "./describe-operation";
import { documentOf } from "./document";
import { operations } from "./operations";
import { parameterWords } from "./parameter-words";

const answers = operations.flatMap((operation) =>
  Object.entries(operation.answers).map(([status, answer]) => ({ operation, status, answer, id: operation.id })),
);
const contentOf = ({ operation: { path, method }, status }: (typeof answers)[number]) => [
  "paths",
  path,
  method.toLowerCase(),
  "responses",
  status,
  "content",
  "application/json",
  "schema",
];

describe("the document", () => {
  it("names every operation once, under the address it is asked for", () => {
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
    expect(new Set(operations.map(({ path, method }) => `${method} ${path}`)).size).toBe(operations.length);
    expect(documentOf("https://pay.example").servers).toEqual([{ url: "https://pay.example" }]);
  });

  it("points only at what it has", () => {
    const pointers = JSON.stringify(testDocument).matchAll(/"\$ref":"#([^"]+)"/g);
    for (const [, pointer = ""] of pointers) {
      const found = pointer
        .split("/")
        .slice(1)
        .reduce<unknown>((at, part) => Object(at)[part], testDocument);
      expect(found, pointer).toBeDefined();
    }
  });

  it("has words for every parameter, and no others", () => {
    const names = new Set(operations.flatMap((operation) => fieldsOf(operation).fields.map(([name]) => name)));
    expect(Object.keys(parameterWords).toSorted()).toEqual([...names].toSorted());
  });

  it("says what stands for a parameter that is not given", () => {
    const parameters = testDocument.paths["/api/payouts"]?.get?.parameters ?? [];
    expect(parameters).toContainEqual(
      expect.objectContaining({ name: "limit", schema: { type: "integer", minimum: 1, maximum: 100, default: 25 } }),
    );
    expect(parameters).toContainEqual(expect.objectContaining({ name: "status", style: "form", explode: false }));
    expect(JSON.stringify(parameters)).not.toContain('"default":"UTC"');
  });

  it("asks for the scope that lets in", () => {
    expect(testDocument.paths["/api/payouts"]?.post?.security).toEqual([
      { apiKey: ["payouts:write"] },
      { session: ["payouts:write"] },
    ]);
    expect(testDocument.paths["/api/health"]?.get?.security).toEqual([]);
  });
});

describe("every example", () => {
  it.each(answers)("of $id with $status is what its schema says", (entry) => {
    expect(entry.answer.schema.safeParse(entry.answer.example).error).toBeUndefined();
    expect(faultsAt(contentOf(entry), entry.answer.example)).toEqual([]);
  });

  it.each(operations.filter((operation) => operation.bodyExample !== undefined))("of a body of $id is taken", (one) => {
    expect(one.input.safeParse(one.bodyExample).error).toBeUndefined();
    const body = ["paths", one.path, "post", "requestBody", "content", "application/json", "schema"];
    expect(faultsAt(body, one.bodyExample)).toEqual([]);
  });

  it("of a problem is one, for every code there is", () => {
    const { examples } = testDocument.components;
    expect(Object.keys(examples).toSorted()).toEqual(Object.keys(errorCodes).toSorted());
    for (const example of Object.values(examples)) {
      expect(faultsAt(["components", "schemas", "Problem"], example.value)).toEqual([]);
    }
  });
});

describe("a member that nobody has described", () => {
  it.each(answers.filter(({ id }) => id !== "getDocument"))("is refused in $id with $status, at any depth", (entry) => {
    for (const spoilt of spoil(entry.answer.example)) {
      expect(entry.answer.schema.safeParse(spoilt).success, JSON.stringify(spoilt)).toBe(false);
      expect(faultsAt(contentOf(entry), spoilt)).not.toEqual([]);
    }
  });

  it.each(operations)("is refused in what $id takes", ({ input }) => {
    const issues = input.safeParse({ undescribed: "1" }).error?.issues ?? [];
    expect(issues.map((issue) => issue.code)).toContain("unrecognized_keys");
  });
});

describe("the words on errors", () => {
  it("are sentences", () => {
    for (const { meaning, money, remedy } of Object.values(errorWords)) {
      for (const sentence of [meaning, money, remedy]) expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });
});

/** Copies of a value, each with one member too many in one of its objects; those of free text keys stay as they are. */
function spoil(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => spoil(item).map((spoilt) => value.with(at, spoilt)));
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.entries(value).flatMap(([name, member]) =>
    name === "metadata" ? [] : spoil(member).map((spoilt) => ({ ...value, [name]: spoilt })),
  );
  return [{ ...value, undescribed: 1 }, ...inside];
}
