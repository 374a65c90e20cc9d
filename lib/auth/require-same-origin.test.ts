import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setEnvForTest } from "../env";
import { requireSameOrigin } from "./require-same-origin";

beforeAll(() =>
  setEnvForTest({
    DATABASE_URL: "postgres://localhost/x",
    STRIPE_SECRET_KEY: "sk_test_x",
    AUTH_SECRET: "a".repeat(32),
    APP_URL: "http://127.0.0.1:3000",
  }),
);
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
});
