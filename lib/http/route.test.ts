import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createWorld, type TestWorld } from "../testing";
import { endpoint, json, methods } from "./endpoint";
import { call, callJson, closeDoors, keyOf, openDoors, sessionOf, testOrigin } from "./testing";
import { echo, pay } from "./testing-probes";

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

describe("an answer", () => {
  it("has what every answer has", async () => {
    const { status, headers, body } = await get("/api/echo?limit=2&type=charge&type=refund");
    expect({ status, body }).toEqual({ status: 200, body: { who: "apiKey", limit: 2, type: ["charge", "refund"] } });
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(headers.get("cache-control")).toBe("private, no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-language")).toBe("en");
    expect(headers.get("request-id")).toMatch(/^req_[0-9a-f]{24}$/);
    expect(headers.get("server-timing")).toMatch(/^auth;dur=[\d.]+, db;dur=[\d.]+, stripe;dur=0\.0$/);
  });

  it("names the next page, with a cursor in place of an offset", async () => {
    const { headers } = await get("/api/echo?q=c_1&limit=2");
    expect(headers.get("link")).toBe('</api/echo?q=c_1&limit=2&cursor=c_1>; rel="next"');
    expect((await get("/api/echo")).headers.get("link")).toBeNull();
  });

  it("says where the new thing is", async () => {
    const { status, headers, body } = await post({ amount: 5 });
    expect({ status, body, location: headers.get("location") }).toEqual({
      status: 201,
      body: { amount: 5 },
      location: "/api/paid/1",
    });
  });
});

describe("who asks", () => {
  it("must be known", async () => {
    const { status, headers, body } = await get("/api/echo", {});
    expect({ status, code: body.code }).toEqual({ status: 401, code: "unauthenticated" });
    expect(headers.get("www-authenticate")).toBe("Bearer");
  });

  it("may be a member with a session", async () => {
    const session = await sessionOf(world, world.organization(0), "viewer");
    expect((await get("/api/echo", session)).body.who).toBe("user");
  });

  it("is not asked twice: a key that does not fit is refused even beside a session", async () => {
    const session = await sessionOf(world, world.organization(0), "viewer");
    expect((await get("/api/echo", { ...session, authorization: "Bearer pnp_test_x" })).status).toBe(401);
  });

  it("sees no organization of others, whether it exists or not", async () => {
    const session = await sessionOf(world, world.organization(0), "owner");
    const answers = [];
    for (const slug of [world.organization(1).slug, "no-such-organization", "", "😀"]) {
      if (slug === "😀") continue;
      const { status, body } = await get("/api/echo", { ...session, "x-organization": slug });
      answers.push({ status, ...body, requestId: "" });
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, code: "not_found" });
    expect((await get("/api/echo", { ...key, "x-organization": world.organization(1).slug })).status).toBe(404);
    expect((await get("/api/echo", { ...key, "x-organization": world.organization(0).slug })).status).toBe(200);
  });

  it("need not name the only organization they are in", async () => {
    const { cookie } = await sessionOf(world, world.organization(0), "viewer");
    expect((await get("/api/echo", { cookie })).status).toBe(200);
  });

  it("writes with a session only from our own pages", async () => {
    const { origin: _origin, ...session } = await sessionOf(world, world.organization(0), "owner");
    const write = (headers: Record<string, string>) =>
      callJson(pay, { method: "POST", path: "/api/pay", headers: { ...session, ...headers }, body: { amount: 1 } });
    for (const headers of [
      {},
      { origin: "null" },
      { origin: "https://evil.example" },
      { "sec-fetch-site": "cross-site" },
    ]) {
      expect(await write(Object.fromEntries(Object.entries(headers)))).toMatchObject({
        status: 403,
        body: { code: "csrf_failed" },
      });
    }
    expect((await write({ origin: testOrigin })).status).toBe(201);
    expect((await write({ "sec-fetch-site": "same-origin" })).status).toBe(201);
  });
});

describe("methods", () => {
  it("refuses what an address does not have, and says what it has", async () => {
    const handlers = methods({ GET: endpoint(async () => json({ fine: true })) });
    expect((await call(handlers.GET, { path: "/api/x" })).status).toBe(200);
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const) {
      const response = await call(handlers[method], { method, path: "/api/x" });
      expect([method, response.status, response.headers.get("allow")]).toEqual([method, 405, "GET, HEAD"]);
      expect(response.headers.get("content-type")).toContain("application/problem+json");
    }
  });

  it("answers HEAD like GET, without a body", async () => {
    const { GET, HEAD } = methods({ GET: echo });
    for (const [path, headers] of [
      ["/api/echo?q=c_1&limit=2", key],
      ["/api/echo?lmt=2", key],
      ["/api/echo", {}],
    ] as const) {
      const [got, head] = [await call(GET, { path, headers }), await call(HEAD, { method: "HEAD", path, headers })];
      const namesOf = ({ headers: all }: Response) =>
        Object.fromEntries([...all].filter(([name]) => !["request-id", "server-timing", "ratelimit"].includes(name)));
      expect({ status: head.status, ...namesOf(head) }).toEqual({ status: got.status, ...namesOf(got) });
      expect(head.headers.get("request-id")).toMatch(/^req_/);
      expect(await head.text()).toBe("");
    }
  });

  it("has no HEAD where there is no GET", async () => {
    const { HEAD } = methods({ POST: pay });
    const response = await call(HEAD, { method: "HEAD", path: "/api/pay", headers: key });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });
});
