import { createDb, type Database } from "@/db/client";
import type { Services } from "./context";
import { getEnv } from "./env";
import { createLog } from "./log";
import { createStripe } from "./stripe/client";
import { createGatewayFor } from "./stripe/gateway";

declare global {
  /** Kept on the global object: a bundler may load this file several times, and each pool costs connections. */
  var pennyproofDatabase: Database | undefined;
}

/**
 * Of this copy of the file only. Pages and routes are bundled apart, each with its own classes: a gateway made in the
 * other bundle would throw errors that `instanceof` does not know here.
 */
let services: Services | undefined;

/** What this process runs on, opened when first needed. Throws when the environment is not complete. */
export function getServices(): Services {
  services ??= openServices();
  return services;
}

/** Puts a test's world in place of the real one; undefined takes it away again. */
export function setServicesForTest(given: Services | undefined): void {
  services = given;
}

function openServices(): Services {
  const env = getEnv();
  globalThis.pennyproofDatabase ??= createDb(env.databaseUrl, {
    driver: env.databaseDriver,
    neonProxy: env.neonProxy,
  }).db;
  return {
    db: globalThis.pennyproofDatabase,
    stripeFor: createGatewayFor(createStripe({ secretKey: env.stripeSecretKey, apiBase: env.stripeApiBase })),
    now: () => new Date(),
    log: createLog(),
    livemode: env.livemode,
  };
}
