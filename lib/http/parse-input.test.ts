import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "../core/errors";
import { listPayoutsInput } from "../core/list-input";
import { createPayoutInput } from "../core/payout-input";
import { createWorld, type TestWorld } from "../testing";
import { parseInput } from "./parse-input";
import { callJson, closeDoors, keyOf, openDoors, testOrigin } from "./testing";
import { echo, one, pay } from "./testing-probes";

let world: TestWorld;
let key: Record<string, string>;
beforeAll(async () => {
  world = await createWorld({ connect: false });
  openDoors(world);
  key = await keyOf(world.organization(0));
});
afterEach(() => openDoors(world));
afterAll(async () => {
  closeDoors();
  await world.close();
});

const get = (path: string, headers = key) => callJson(echo, { path, headers });
const post = (body: unknown, headers: Record<string, string> = {}) =>
  callJson(pay, { method: "POST", path: "/api/pay", headers: { ...key, ...headers }, body });

describe("the code of a fault", () => {
  const codesOf = (schema: z.ZodType, value: unknown) => {
    try {
      parseInput(schema, value, "query");
    } catch (error) {
      if (error instanceof AppError) return error.details.errors?.map(({ code }) => code);
      throw error;
    }
    return [];
  };

  it("is our own for every rule that is ours", () => {
    expect(codesOf(listPayoutsInput, { timezone: "UTC", startDate: "x", endDate: "2026-02-30" })).toEqual([
      "invalid_date",
      "invalid_date",
    ]);
    expect(codesOf(createPayoutInput, { amount: 1, description: "a\0b" })).toEqual(["invalid_text"]);
    const many = Object.fromEntries(Array.from({ length: 41 }, (_, index) => [`k${index}`, "v"]));
    expect(codesOf(createPayoutInput, { amount: 1, metadata: many })).toEqual(["too_big"]);
    expect(
      codesOf(
        z.string().refine(() => false),
        "x",
      ),
    ).toEqual(["invalid_format"]);
  });
});

describe("the pointer of a fault in a query", () => {
  it.each(["status", "method", "currency"])("is the name of the parameter %s", (name) => {
    const given = { [name]: "?" };
    expect(() => parseInput(listPayoutsInput, given, "query")).toThrow(`Please check ${name}.`);
  });
});

describe("a refusal", () => {
  it("is problem details with every fault", async () => {
    const { status, headers, body } = await get("/api/echo?limit=0&q=123456789012345678901&lmt=3&cursr=x");
    expect(status).toBe(400);
    expect(headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(headers.get("request-id")).toBe(body.requestId);
    expect(body).toMatchObject({
      type: `${testOrigin}/docs/errors#unknown_parameter`,
      title: "The request has a parameter that does not exist",
      status: 400,
      instance: "/api/echo",
      code: "unknown_parameter",
    });
    const pointers = z.array(z.object({ pointer: z.string() })).parse(body.errors);
    expect(pointers.map((fault) => fault.pointer).toSorted()).toEqual(["cursr", "limit", "lmt", "q"]);
  });

  it("points into a body", async () => {
    const { body } = await post({ amount: 1.5, note: 3, "a/b": 1 });
    expect(body.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ pointer: "#/amount" }),
        expect.objectContaining({ pointer: "#/note" }),
        expect.objectContaining({ pointer: "#/a~1b", code: "unknown_parameter" }),
      ]),
    );
  });

  it.each([
    ["/api/echo?q=%ff", "invalid_request"],
    ["/api/echo?q=%00", "invalid_request"],
    ["/api/echo?q=%E0%A4%A", "invalid_request"],
    ["/api/echo?limit=101", "invalid_request"],
    ["/api/echo?limit=abc", "invalid_request"],
    ["/api/echo?limit=1&limit=2", "invalid_request"],
    ["/api/echo?__proto__=1", "unknown_parameter"],
    ["/api/echo?constructor=1", "unknown_parameter"],
    ["/api/echo?toString=1", "unknown_parameter"],
    ["/api/echo?=1", "unknown_parameter"],
  ])("answers 400 to %s", async (path, code) => {
    expect(await get(path)).toMatchObject({ status: 400, body: { code, status: 400 } });
  });

  it.each([
    ["not JSON", "{", 400, "invalid_request"],
    ["a list", "[]", 400, "invalid_request"],
    ["null", "null", 400, "invalid_request"],
    ["a text", '"x"', 400, "invalid_request"],
    ["nothing", "", 400, "invalid_request"],
    ["a name that is everybody's", '{"amount":1,"__proto__":{"x":1}}', 400, "unknown_parameter"],
    ["NUL in a text", '{"amount":1,"note":"a\\u0000b"}', 400, "invalid_request"],
    ["NUL in a name", '{"amount":1,"tags":{"a\\u0000":"b"}}', 400, "invalid_request"],
    ["half a surrogate pair", '{"amount":1,"note":"\\ud800"}', 400, "invalid_request"],
    ["an integer beyond 2^53", '{"amount":9007199254740993}', 400, "invalid_request"],
    ["a number that overflows", '{"amount":1e999}', 400, "invalid_request"],
    ["a text for a number", '{"amount":"5"}', 400, "invalid_request"],
    ["very deep nesting", `{"amount":1,"tags":${"[".repeat(20_000)}${"]".repeat(20_000)}}`, 400, "invalid_request"],
    ["too much", JSON.stringify({ amount: 1, note: "x".repeat(70_000) }), 413, "payload_too_large"],
  ])("answers to a body that is %s", async (_what, text, status, code) => {
    expect(await post(text)).toMatchObject({ status, body: { code } });
  });

  it("answers 400 to bytes that are not UTF-8", async () => {
    const bytes = Buffer.concat([Buffer.from('{"amount":1,"note":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    expect(await post(bytes)).toMatchObject({ status: 400, body: { code: "invalid_request" } });
  });

  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json; charset=latin1",
  ])("answers 415 to %s", async (type) => {
    const answer = await post('{"amount":1}', { "content-type": type });
    expect(answer).toMatchObject({ status: 415, body: { code: "unsupported_media_type" } });
  });

  it("takes JSON with a charset of UTF-8", async () => {
    expect((await post('{"amount":1}', { "content-type": 'Application/JSON; charset="UTF-8"' })).status).toBe(201);
  });

  it("does not believe an announced length", async () => {
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let chunk = 0; chunk < 20; chunk++) controller.enqueue(new Uint8Array(8_192).fill(32));
        controller.close();
      },
    });
    const init: RequestInit & { duplex: "half" } = { method: "POST", headers: key, body: stream, duplex: "half" };
    const response = await pay(new Request(`${testOrigin}/api/pay`, init), { params: Promise.resolve({}) });
    expect(response.status).toBe(413);
  });

  it("does not take a write's parameters from its address", async () => {
    const answer = await callJson(pay, {
      method: "POST",
      path: "/api/pay?amount=5",
      headers: key,
      body: { amount: 5 },
    });
    expect(answer).toMatchObject({ status: 400, body: { code: "unknown_parameter" } });
  });

  it("is the same 404 for every path that cannot name anything", async () => {
    const id = "7c1e5a54-6a5e-4a4e-9a2e-0a1b2c3d4e5f";
    const at = (value: string, query = "") =>
      callJson(one, { path: `/api/one/${value}${query}`, params: { id: value }, headers: key });
    expect(await at(id)).toMatchObject({ status: 200, body: { id } });
    for (const value of ["x", "1 or 1=1", "../../etc/passwd", "%00", "😀"]) {
      expect(await at(value), value).toMatchObject({ status: 404, body: { code: "not_found" } });
    }
    expect(await at(id, "?limit=99")).toMatchObject({ status: 400 });
    expect(await at(id, "?id=2")).toMatchObject({ status: 400, body: { code: "unknown_parameter" } });
  });
});
