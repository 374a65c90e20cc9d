import { createDb } from "@/db/client";
import type { Services } from "./context";
import { getEnv } from "./env";
import { createLog } from "./log";
import { createStripe } from "./stripe/client";
import { createGatewayFor } from "./stripe/gateway";

declare global {
  /** Kept on the global object: a bundler may load this file several times, and each pool costs connections. */
  var pennyproofServices: Services | undefined;
}

/** What this process runs on, opened when first needed. Throws when the environment is not complete. */
export function getServices(): Services {
  globalThis.pennyproofServices ??= openServices();
  return globalThis.pennyproofServices;
}

/** Puts a test's world in place of the real one; undefined takes it away again. */
export function setServicesForTest(services: Services | undefined): void {
  globalThis.pennyproofServices = services;
}

function openServices(): Services {
  const env = getEnv();
  const { db } = createDb(env.databaseUrl, { driver: env.databaseDriver, neonProxy: env.neonProxy });
  const stripe = createStripe({ secretKey: env.stripeSecretKey, apiBase: env.stripeApiBase });
  return {
    db,
    stripeFor: createGatewayFor(stripe),
    now: () => new Date(),
    log: createLog(),
    livemode: env.livemode,
  };
}
