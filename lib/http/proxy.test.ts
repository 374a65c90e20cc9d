import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { errorCodes } from "@/lib/core/errors";
import { config, proxy } from "@/proxy";

const origin = "http://127.0.0.1:3000";

function pass(path: string, init: { method?: string; cookie?: string } = {}) {
  const headers = new Headers(init.cookie === undefined ? {} : { cookie: init.cookie });
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
    expect(pass("/juniper-supply", { cookie: "__Secure-pennyproof.session_token=x.y" }).status).toBe(200);
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
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("referrer-policy")).toBe("same-origin");
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
