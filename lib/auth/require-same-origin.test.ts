import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { setEnvForTest } from "../env";
import { requireSameOrigin } from "./require-same-origin";

const environment = {
  DATABASE_URL: "postgres://localhost/x",
  STRIPE_SECRET_KEY: "sk_test_x",
  AUTH_SECRET: "a".repeat(32),
  APP_URL: "http://127.0.0.1:3000",
};
beforeEach(() => setEnvForTest(environment));
afterAll(() => setEnvForTest(undefined));

function check(headers: Record<string, string>): string {
  try {
    requireSameOrigin(new Headers({ host: "127.0.0.1:3000", ...headers }));
    return "taken";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "broken";
  }
}

const ours: Record<string, string>[] = [
  { origin: "http://127.0.0.1:3000" },
  { "sec-fetch-site": "same-origin" },
  { "sec-fetch-site": "none" },
  { origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-origin" },
  { host: "localhost:3000", origin: "http://localhost:3000" },
];
const foreign: Record<string, string>[] = [
  {},
  { origin: "null" },
  { origin: "https://evil.example" },
  { origin: "http://127.0.0.1:3001" },
  { origin: "https://127.0.0.1:3000" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
  { origin: "http://127.0.0.1:3000", "sec-fetch-site": "cross-site" },
  { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
];

describe("requireSameOrigin", () => {
  it.each(ours)("takes %j", (headers) => {
    expect(check(headers)).toBe("taken");
  });

  it.each(foreign)("refuses %j", (headers) => {
    expect(check(headers)).toBe("csrf_failed");
  });

  it("does not take the host of the request for ours, however well it fits the origin", () => {
    const rebound = { host: "evil.example", origin: "http://evil.example" };
    expect(check(rebound)).toBe("csrf_failed");
    setEnvForTest({ ...environment, DEMO: "1" });
    expect(check(rebound)).toBe("taken");
    expect(check({ ...rebound, origin: "http://other.example" })).toBe("csrf_failed");
  });

  it("takes a configured address by its one name only", () => {
    setEnvForTest({ ...environment, APP_URL: "https://pay.example.com" });
    expect(check({ origin: "https://pay.example.com" })).toBe("taken");
    for (const origin of ["http://pay.example.com", "https://localhost", "https://a.pay.example.com"]) {
      expect(check({ origin })).toBe("csrf_failed");
    }
  });
});
