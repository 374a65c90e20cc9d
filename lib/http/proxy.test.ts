import { NextRequest } from "next/server";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { errorCodes } from "@/lib/core/errors";
import { closedPolicy, securityHeaders, strictTransport } from "@/lib/core/security-headers";
import { setEnvForTest } from "@/lib/env";
import { config, proxy } from "@/proxy";

const origin = "http://127.0.0.1:3000";

const environment = {
  DATABASE_URL: "postgres://localhost/x",
  STRIPE_SECRET_KEY: "sk_test_x",
  AUTH_SECRET: "a".repeat(32),
  APP_URL: origin,
};
beforeEach(() => setEnvForTest(environment));
afterAll(() => setEnvForTest(undefined));

function pass(path: string, init: { method?: string; cookie?: string; forwarded?: string } = {}) {
  const headers = new Headers(init.cookie === undefined ? {} : { cookie: init.cookie });
  if (init.forwarded) headers.set("x-forwarded-proto", init.forwarded);
  return proxy(new NextRequest(`${origin}${path}`, { method: init.method ?? "GET", headers }));
}

describe("proxy", () => {
  it("sends a signed-out reader of a page to the sign-in page, and back", () => {
    const response = pass("/juniper-supply/payouts?status=failed");
    expect(response.status).toBe(307);
    const location = new URL(response.headers.get("location") ?? "", origin);
    expect(location.pathname).toBe("/sign-in");
    expect(location.searchParams.get("next")).toBe("/juniper-supply/payouts?status=failed");
  });

  it("lets a reader with any session cookie through; who it belongs to is asked later", () => {
    expect(pass("/juniper-supply", { cookie: "pennyproof.session_token=x.y" }).headers.get("location")).toBeNull();
    expect(pass("/juniper-supply", { cookie: "__Host-pennyproof.session_token=x.y" }).status).toBe(200);
    expect(pass("/juniper-supply", { cookie: "other=1" }).status).toBe(307);
  });

  it.each(["/sign-in", "/accept-invite/abc", "/api/balance", "/api/nope", "/icon.svg", "/docs/errors"])(
    "leaves %s alone",
    (path) => {
      expect(pass(path).status).toBe(200);
    },
  );

  it("leaves actions alone, which answer for themselves", () => {
    expect(pass("/juniper-supply/payouts", { method: "POST" }).status).toBe(200);
  });

  it.each(["/api/payouts/%ff", "/api/payouts/%", "/%E0%A4%A", "/acme/payouts/%c3%28"])(
    "answers 400 as problem details to %s",
    async (path) => {
      const response = pass(path);
      expect(response.status).toBe(400);
      expect(response.headers.get("content-type")).toContain("application/problem+json");
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      expect(response.headers.get("content-language")).toBe("en");
      expect(response.headers.get("server-timing")).toBe("auth;dur=0.0, db;dur=0.0, stripe;dur=0.0");
      expect(await response.json()).toEqual({
        type: expect.stringMatching(/\/docs\/errors#invalid_request$/),
        title: errorCodes.invalid_request.title,
        detail: "The address has an escape that does not decode.",
        status: 400,
        code: "invalid_request",
        instance: path,
        requestId: response.headers.get("request-id"),
      });
    },
  );

  it.each(["/sign-in", "/juniper-supply", "/api/nope", "/%ff"])("limits what a browser does with %s", (path) => {
    const { headers } = pass(path);
    expect(Object.fromEntries(headers)).toMatchObject(securityHeaders);
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });

  it("gives each page a nonce of its own, which the page learns and nobody else", () => {
    const nonces = [1, 2].map(() => {
      const { headers } = pass("/sign-in");
      const policy = headers.get("content-security-policy") ?? "";
      const nonce = /'nonce-([^']{22,})'/.exec(policy)?.[1];
      expect(headers.get("x-middleware-request-x-nonce")).toBe(nonce);
      expect(headers.get("x-middleware-request-content-security-policy")).toBe(policy);
      expect(headers.get("x-nonce")).toBeNull();
      return nonce;
    });
    expect(new Set(nonces).size).toBe(2);
  });

  it.each(["/api/nope", "/api", "/%ff", "/juniper-supply"])("lets nothing run in %s, which is no page", (path) => {
    expect(pass(path).headers.get("content-security-policy")).toBe(closedPolicy);
  });

  it("binds browsers to encryption where there is some", () => {
    expect(pass("/sign-in").headers.get("strict-transport-security")).toBeNull();
    expect(pass("/%ff").headers.get("strict-transport-security")).toBeNull();
    expect(pass("/%ff", { forwarded: "https" }).headers.get("strict-transport-security")).toBe(strictTransport);
    setEnvForTest({ ...environment, APP_URL: "https://pay.example.com" });
    for (const path of ["/sign-in", "/api/balance", "/%ff", "/juniper-supply"]) {
      expect(pass(path).headers.get("strict-transport-security")).toBe("max-age=63072000; includeSubDomains");
    }
  });

  it("keeps out of the way of webhooks and static files", () => {
    const [matcher = ""] = config.matcher;
    const matches = (path: string) => new RegExp(`^${matcher}$`).test(path);
    expect(matches("/api/webhooks/stripe")).toBe(false);
    expect(matches("/_next/static/chunks/x.js")).toBe(false);
    expect(matches("/api/payouts")).toBe(true);
    expect(matches("/juniper-supply")).toBe(true);
  });
});
