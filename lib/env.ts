import "server-only";
import { z } from "zod";

/** An unset variable and an empty one are the same: shells and .env files write both. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === "string" && value.trim() === "" ? undefined : value), schema.optional());

const isPostgresUrl = (value: string) => URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol);
const isWebOrigin = (value: string) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

const variables = {
  NODE_ENV: optional(z.enum(["production", "development", "test"])),
  DATABASE_URL: optional(z.string().refine(isPostgresUrl, "must be a postgres:// address")),
  /** For migrations and operators' commands; the application never signs in with it. */
  DATABASE_OWNER_URL: optional(z.string().refine(isPostgresUrl, "must be a postgres:// address")),
  DB_DRIVER: optional(z.enum(["pg", "neon"])),
  /** Host and port of a plain WebSocket proxy; for running Neon's driver against another PostgreSQL. */
  NEON_WSPROXY: optional(z.string()),
  STRIPE_SECRET_KEY: optional(
    z.string().regex(/^(sk|rk)_(test|live)_/, "must start with sk_test_, sk_live_, rk_test_ or rk_live_"),
  ),
  STRIPE_WEBHOOK_SECRET: optional(
    z
      .string()
      .transform((value) => value.split(",").map((secret) => secret.trim()))
      .refine(
        (secrets) => secrets.every((secret) => /^whsec_.{8,}/.test(secret)),
        "must be one or more secrets that start with whsec_, separated by commas",
      ),
  ),
  STRIPE_API_BASE: optional(z.string().refine(isWebOrigin, "must be an http(s) address")),
  AUTH_SECRET: optional(z.string().min(32, "must have at least 32 characters")),
  CRON_SECRET: optional(z.string().min(32, "must have at least 32 characters")),
  APP_URL: optional(
    z
      .string()
      .refine(isWebOrigin, "must be an http(s) address")
      .transform((value) => (URL.canParse(value) ? new URL(value).origin : value)),
  ),
  PORT: optional(z.string().regex(/^\d{1,5}$/, "must be a port number")),
  RATE_LIMITS: optional(z.enum(["on", "off"])),
  /** How many proxies of the set-up's own stand in front, each appending to X-Forwarded-For. */
  TRUSTED_PROXIES: optional(z.string().regex(/^\d$/, "must be a number from 0 to 9")),
  DEMO: optional(z.enum(["0", "1"])),
};
const environment = z.object(variables);

export type Env = {
  readonly databaseUrl: string;
  /** The owner of the tables, as operators' commands need; the application's own user where none is named. */
  readonly databaseOwnerUrl: string;
  readonly databaseDriver: "pg" | "neon" | undefined;
  readonly neonProxy: string | undefined;
  readonly stripeSecretKey: string;
  /** Derived from the key: events, accounts and API keys of the other mode are refused. */
  readonly livemode: boolean;
  readonly stripeApiBase: string | undefined;
  /** Empty when unset: the webhook route is then closed. */
  readonly webhookSecrets: readonly string[];
  readonly authSecret: string;
  /** Undefined when unset: the cron route is then closed. */
  readonly cronSecret: string | undefined;
  /** Origin under which people reach the product, without a trailing slash. */
  readonly appUrl: string;
  readonly hasRateLimits: boolean;
  /** With none, nobody vouches for the address of a caller, and none is counted by it. */
  readonly trustedProxies: number;
  readonly isDemo: boolean;
  /** Run by the development server, whose pages need more freedom than those of a build. */
  readonly isDevelopment: boolean;
};

/** A fault of the set-up, in words for the person who sets it up. */
class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

type Source = Record<string, string | undefined>;

/** Names of all variables that the product reads; the example file lists the same. */
export const variableNames: readonly string[] = Object.keys(variables);

/**
 * Reads the whole environment. Throws one `EnvironmentError` that names every fault, so that a person mends a set-up in
 * one go; values never appear in it, since most of them are secrets.
 */
export function parseEnv(source: Source): Env {
  const parsed = environment.safeParse(source);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  const invalid = new Set(parsed.success ? [] : parsed.error.issues.map((issue) => String(issue.path[0])));
  const missing = requiredIn(source).filter((name) => isUnset(source[name]) && !invalid.has(name));
  faults.push(...missing.map((name) => `${name} is not set`), ...faultsOfCombinations(source));
  if (!parsed.success || faults.length > 0) {
    throw new EnvironmentError(`The environment is not complete:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
  }
  const { data } = parsed;
  return {
    databaseUrl: data.DATABASE_URL ?? "",
    databaseOwnerUrl: data.DATABASE_OWNER_URL ?? data.DATABASE_URL ?? "",
    databaseDriver: data.DB_DRIVER,
    neonProxy: data.NEON_WSPROXY,
    stripeSecretKey: data.STRIPE_SECRET_KEY ?? "",
    livemode: isLiveKey(data.STRIPE_SECRET_KEY),
    stripeApiBase: data.STRIPE_API_BASE,
    webhookSecrets: data.STRIPE_WEBHOOK_SECRET ?? [],
    authSecret: data.AUTH_SECRET ?? "",
    cronSecret: data.CRON_SECRET,
    appUrl: data.APP_URL ?? `http://127.0.0.1:${data.PORT ?? "3000"}`,
    hasRateLimits: data.RATE_LIMITS !== "off",
    trustedProxies: Number(data.TRUSTED_PROXIES ?? 0),
    isDemo: data.DEMO === "1",
    isDevelopment: data.NODE_ENV === "development",
  };
}

/** Secrets of single routes may be left out where nothing real is at stake; those routes then answer 503. */
function requiredIn(source: Source): string[] {
  const always = ["DATABASE_URL", "STRIPE_SECRET_KEY", "AUTH_SECRET"];
  const isReal = source.NODE_ENV === "production" && source.DEMO !== "1";
  return isReal ? [...always, "STRIPE_WEBHOOK_SECRET", "CRON_SECRET", "APP_URL"] : always;
}

function faultsOfCombinations(source: Source): string[] {
  const faults: string[] = [];
  const isLive = isLiveKey(source.STRIPE_SECRET_KEY);
  const hasBase = !isUnset(source.STRIPE_API_BASE);
  if (isLive && hasBase) faults.push("STRIPE_API_BASE is refused together with a live key");
  if (isLive && source.RATE_LIMITS === "off") faults.push("RATE_LIMITS=off is refused together with a live key");
  if (isLive && source.DEMO === "1") faults.push("DEMO=1 is refused together with a live key");
  if (hasBase && source.NODE_ENV === "production" && source.DEMO !== "1") {
    faults.push("STRIPE_API_BASE is refused in production unless DEMO=1");
  }
  return faults;
}

function isLiveKey(key: string | undefined): boolean {
  return /^(sk|rk)_live_/.test(key ?? "");
}

function isUnset(value: string | undefined): boolean {
  return value === undefined || value.trim() === "";
}

let known: Env | undefined;

/** The environment of this process, parsed when first needed: a build has none and must not need one. */
export function getEnv(): Env {
  known ??= parseEnv(process.env);
  return known;
}

/** Puts given variables in place of the process's own; undefined goes back to them. For tests. */
export function setEnvForTest(source: Source | undefined): void {
  known = source ? parseEnv(source) : undefined;
}
