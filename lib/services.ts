import { createDb, type Database } from "@/db/client";
import { listWallFaults } from "@/db/list-wall-faults";
import type { Services } from "./context";
import { type Env, getEnv } from "./env";
import { createLog } from "./log";
import { createStripe } from "./stripe/client";
import { createGatewayFor } from "./stripe/gateway";

/** A database to which the product must not be connected. */
export class SecondWallError extends Error {
  override readonly name = "SecondWallError";
}

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

/**
 * Throws one sentence when the database would show this process rows of every organization to whoever asks well. It is
 * asked at the start of a server; errors of a database that does not answer pass through.
 */
export async function requireSecondWall(): Promise<void> {
  const faults = await listWallFaults(getServices().db);
  if (faults.length === 0) return;
  throw new SecondWallError(
    `The database does not keep organizations apart: ${faults.join("; ")}. ` +
      "Let DATABASE_URL name a user of the application's own and DATABASE_OWNER_URL the owner of the tables, " +
      "then run npm run db:migrate.",
  );
}

/** What an operator's command runs on: the database as the owner of its tables, who may make organizations. */
export function getOperatorServices(): Services {
  const env = getEnv();
  return servicesOn(openDatabase(env, env.databaseOwnerUrl), env);
}

/** Puts a test's world in place of the real one; undefined takes it away again. */
export function setServicesForTest(given: Services | undefined): void {
  services = given;
}

function openServices(): Services {
  const env = getEnv();
  globalThis.pennyproofDatabase ??= openDatabase(env, env.databaseUrl);
  return servicesOn(globalThis.pennyproofDatabase, env);
}

function openDatabase({ databaseDriver, neonProxy }: Env, url: string): Database {
  return createDb(url, { driver: databaseDriver, neonProxy }).db;
}

function servicesOn(db: Database, { stripeSecretKey, stripeApiBase, livemode }: Env): Services {
  return {
    db,
    stripeFor: createGatewayFor(createStripe({ secretKey: stripeSecretKey, apiBase: stripeApiBase })),
    now: () => new Date(),
    log: createLog(),
    livemode,
  };
}
