import "server-only";
import { Pool as NeonPool, neonConfig } from "@neondatabase/serverless";
import { drizzle as drizzleNeon } from "drizzle-orm/neon-serverless";
import { drizzle as drizzlePg, type NodePgQueryResultHKT } from "drizzle-orm/node-postgres";
import type { PgDatabase } from "drizzle-orm/pg-core";
import { Pool as PgPool } from "pg";
import { returnUnbegun } from "./return-unbegun";
import * as schema from "./schema";

/** Both drivers behind one type; statements, transactions and rows are the same in both. */
export type Database = PgDatabase<NodePgQueryResultHKT, typeof schema>;

export type DatabaseHandle = { readonly db: Database; close(): Promise<void> };

export type DatabaseOptions = {
  /** `pg` or `neon`; without it the host name decides. */
  driver?: "pg" | "neon";
  /** Host, port and path of a plain WebSocket proxy that stands in for Neon's own. */
  neonProxy?: string;
  connectionsMax?: number;
};

/**
 * Opens a pool. The only function that knows drivers: Neon over WebSocket (never its HTTP driver, which has no
 * interactive transactions) or any PostgreSQL over TCP.
 */
export function createDb(url: string, options: DatabaseOptions = {}): DatabaseHandle {
  const driver = options.driver ?? (isNeonHost(new URL(url).hostname) ? "neon" : "pg");
  return driver === "neon" ? openNeon(url, options) : openPg(url, options);
}

function openPg(url: string, { connectionsMax = 10 }: DatabaseOptions): DatabaseHandle {
  const pool = new PgPool({ connectionString: url, max: connectionsMax, connectionTimeoutMillis: 5_000 });
  // A connection that dies while idle must not take the process with it; the next query opens another.
  pool.on("error", () => undefined);
  returnUnbegun(pool);
  return { db: drizzlePg(pool, { schema }), close: () => pool.end() };
}

function openNeon(url: string, { connectionsMax = 5, neonProxy }: DatabaseOptions): DatabaseHandle {
  if (neonProxy) {
    // As text and not as a function: only then does the driver tell the proxy which server it wants.
    neonConfig.wsProxy = neonProxy;
    neonConfig.useSecureWebSocket = false;
    neonConfig.pipelineTLS = false;
    neonConfig.pipelineConnect = false;
  }
  const pool = new NeonPool({ connectionString: url, max: connectionsMax, connectionTimeoutMillis: 10_000 });
  pool.on("error", () => undefined);
  returnUnbegun(pool);
  // The two drivers differ only in the nominal type of a raw result; its `rows` are the same.
  const db = drizzleNeon(pool, { schema }) as unknown as Database;
  return { db, close: () => pool.end() };
}

function isNeonHost(hostname: string): boolean {
  return /\.neon\.(tech|build)$/.test(hostname);
}
