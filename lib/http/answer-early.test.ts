import { createServer, type Server, request as send } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { strictTransport } from "../core/security-headers";
import { setEnvForTest } from "../env";
import { answerEarly } from "./answer-early";

const environment = {
  DATABASE_URL: "postgres://localhost/x",
  STRIPE_SECRET_KEY: "sk_test_x",
  AUTH_SECRET: "a".repeat(32),
  APP_URL: "http://127.0.0.1:3000",
};

let server: Server;
let port: number;
beforeAll(async () => {
  setEnvForTest(environment);
  answerEarly();
  server = createServer((request, response) => response.end(JSON.stringify({ reached: request.headers })));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});
afterAll(() => {
  setEnvForTest(undefined);
  server.close();
});

function ask(method: string, path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Record<string, unknown> }>(
    (resolve, reject) => {
      const sent = send({ host: "127.0.0.1", port, method, path, headers }, async (answer) => {
        const chunks: Buffer[] = [];
        for await (const chunk of answer) chunks.push(chunk);
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: text === "" ? {} : JSON.parse(text),
        });
      });
      sent.on("error", reject);
      sent.end();
    },
  );
}

describe("what Next would answer in its own way", () => {
  it.each(["TRACE", "PROPFIND", "PURGE", "LINK"])("is refused as a problem: the method %s", async (method) => {
    for (const path of ["/", "/api/payouts?limit=1", "/sign-in"]) {
      const { status, headers, body } = await ask(method, path);
      expect({ status, code: body.code, instance: body.instance }).toEqual({
        status: 405,
        code: "method_not_allowed",
        instance: path.split("?")[0],
      });
      expect(headers).toMatchObject({
        allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
        "content-type": "application/problem+json; charset=utf-8",
        "request-id": body.requestId,
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
        "server-timing": "auth;dur=0.0, db;dur=0.0, stripe;dur=0.0",
      });
    }
  });

  it.each([
    "/api/",
    "/api/payouts/",
    "/api//payouts",
    "//api/payouts",
    "/api/payouts\\",
    "/api/payouts/?limit=1",
    "/api/payouts/%2e%2E",
    "/api/./payouts",
  ])("is refused as a problem: the address %s", async (path) => {
    expect(await ask("GET", path)).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(await ask("HEAD", path)).toMatchObject({ status: 404, body: {} });
  });

  it("binds browsers to encryption where there is some", async () => {
    const bound = async (headers = {}) => {
      const answers = [await ask("PURGE", "/", headers), await ask("GET", "/api/", headers)];
      return answers.map((answer) => answer.headers["strict-transport-security"]);
    };
    const never = [undefined, undefined];
    const always = [strictTransport, strictTransport];
    expect(await bound()).toEqual(never);
    expect(await bound({ "x-forwarded-proto": "http" })).toEqual(never);
    // A proxy says so, whatever the address in the settings; Next heeds it for files in the same way.
    expect(await bound({ "x-forwarded-proto": "https" })).toEqual(always);
    setEnvForTest({ ...environment, APP_URL: "https://pay.example.com" });
    expect(await bound()).toEqual(always);
  });

  it("is not made of a request for the API by headers that belong to pages", async () => {
    const headers = { rsc: "1", "next-router-prefetch": "1", accept: "*/*" };
    expect((await ask("GET", "/api/payouts", headers)).body.reached).not.toHaveProperty("rsc");
    expect((await ask("GET", "/api/payouts", headers)).body.reached).toHaveProperty("accept");
    expect((await ask("GET", "/orgs", headers)).body.reached).toHaveProperty("rsc");
  });

  it("leaves everything else alone", async () => {
    for (const path of ["/", "/orgs/", "/api", "/api/payouts", "/api/openapi.json", "/apis/", "/api/x?next=//x/.."]) {
      expect([path, (await ask("POST", path)).status]).toEqual([path, 200]);
    }
  });

  it.each(["//evil.example/", "/sign-in/", "/a/../b"])("is limited, though it passes: %s", async (path) => {
    const { headers, body } = await ask("GET", path, { "x-forwarded-proto": "https" });
    expect(body).toHaveProperty("reached");
    expect(headers).toMatchObject({
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "x-frame-options": "DENY",
      "strict-transport-security": strictTransport,
    });
  });

  it("sets nothing where all is in order", async () => {
    const { headers } = await ask("GET", "/sign-in");
    expect(headers).not.toHaveProperty("content-security-policy");
  });
});
