import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { getEnv, parseEnv, setEnvForTest, variableNames } from "./env";

const complete = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://app:pw@db.example.com/app",
  STRIPE_SECRET_KEY: "sk_live_abcdefgh",
  STRIPE_WEBHOOK_SECRET: "whsec_first_one, whsec_second_one",
  AUTH_SECRET: "a".repeat(32),
  CRON_SECRET: "c".repeat(32),
  APP_URL: "https://money.example.com/",
};

function faultsOf(source: Record<string, string | undefined>): string {
  try {
    parseEnv(source);
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "";
}

afterEach(() => setEnvForTest(undefined));

describe("parseEnv", () => {
  it("reads a complete environment", () => {
    expect(parseEnv(complete)).toMatchObject({
      appUrl: "https://money.example.com",
      livemode: true,
      webhookSecrets: ["whsec_first_one", "whsec_second_one"],
      hasRateLimits: true,
      trustedProxies: 0,
      isDemo: false,
    });
  });

  it("names every fault in one message and no value", () => {
    const message = faultsOf({
      NODE_ENV: "production",
      DATABASE_URL: "mysql://secret-host/db",
      STRIPE_SECRET_KEY: "pk_test_notASecretKey",
      CRON_SECRET: "short",
      DB_DRIVER: "sqlite",
    });
    for (const name of ["DATABASE_URL", "STRIPE_SECRET_KEY", "CRON_SECRET", "DB_DRIVER"]) {
      expect(message).toMatch(new RegExp(`${name} (must|Invalid)`));
    }
    for (const name of ["STRIPE_WEBHOOK_SECRET", "AUTH_SECRET", "APP_URL"]) {
      expect(message).toContain(`${name} is not set`);
    }
    expect(message).not.toMatch(/secret-host|notASecretKey|short|sqlite/);
  });

  it.each(["DATABASE_URL", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "AUTH_SECRET", "CRON_SECRET", "APP_URL"])(
    "asks for %s in production, and an empty value does not count",
    (name) => {
      expect(faultsOf({ ...complete, [name]: undefined })).toContain(`${name} is not set`);
      expect(faultsOf({ ...complete, [name]: " " })).toContain(`${name} is not set`);
    },
  );

  it("lets the secrets of single routes be unset in development and in the demo", () => {
    const partial = {
      ...complete,
      STRIPE_SECRET_KEY: "sk_test_abc",
      CRON_SECRET: "",
      STRIPE_WEBHOOK_SECRET: undefined,
    };
    for (const mode of [{ NODE_ENV: "development" }, { DEMO: "1" }]) {
      expect(parseEnv({ ...partial, ...mode })).toMatchObject({ cronSecret: undefined, webhookSecrets: [] });
    }
  });

  it("refuses a stand-in for Stripe with a live key, always", () => {
    const base = { ...complete, STRIPE_API_BASE: "http://127.0.0.1:4010" };
    for (const mode of ["production", "development"]) {
      expect(faultsOf({ ...base, NODE_ENV: mode })).toContain("STRIPE_API_BASE is refused together with a live key");
    }
    expect(faultsOf({ ...base, DEMO: "1" })).toContain("STRIPE_API_BASE is refused together with a live key");
  });

  it("refuses a stand-in for Stripe in production unless it is the demo", () => {
    const base = { ...complete, STRIPE_SECRET_KEY: "sk_test_abc", STRIPE_API_BASE: "http://127.0.0.1:4010" };
    expect(faultsOf(base)).toContain("STRIPE_API_BASE is refused in production unless DEMO=1");
    expect(parseEnv({ ...base, DEMO: "1" }).stripeApiBase).toBe("http://127.0.0.1:4010");
    expect(parseEnv({ ...base, NODE_ENV: "test" }).livemode).toBe(false);
  });

  it("refuses to run without rate limits, or as a demo, with a live key", () => {
    expect(faultsOf({ ...complete, RATE_LIMITS: "off" })).toContain("RATE_LIMITS=off is refused");
    expect(faultsOf({ ...complete, DEMO: "1" })).toContain("DEMO=1 is refused");
    expect(parseEnv({ ...complete, STRIPE_SECRET_KEY: "rk_test_abc", RATE_LIMITS: "off" }).hasRateLimits).toBe(false);
  });

  it("guesses the address outside production from the port", () => {
    const local = { ...complete, STRIPE_SECRET_KEY: "sk_test_abc", NODE_ENV: "development", APP_URL: "", PORT: "3111" };
    expect(parseEnv(local).appUrl).toBe("http://127.0.0.1:3111");
  });
});

describe("getEnv", () => {
  it("answers what a test put in place", () => {
    setEnvForTest(complete);
    expect(getEnv().appUrl).toBe("https://money.example.com");
  });
});

describe(".env.example", () => {
  it("lists exactly the variables that are read", () => {
    const text = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
    const listed = [...text.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(listed.toSorted()).toEqual(variableNames.toSorted());
  });
});
