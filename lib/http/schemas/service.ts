import { z } from "zod";
import { count, instant } from "./fields";

export const healthSchema = z.strictObject({
  status: z.enum(["ok", "degraded"]),
  database: z.enum(["ok", "unreachable"]),
  stripe: z.enum(["ok", "failing", "unknown"]),
  lastSyncAgeSeconds: count.nullable(),
  ledger: z.enum(["equal", "differs", "unchecked", "unknown"]),
  ledgersDiffering: count,
  lastLedgerCheckAgeSeconds: count.nullable(),
  time: instant,
});

export const cronSyncSchema = z.strictObject({ accounts: count, synced: count, failed: count });

export const webhookSchema = z.strictObject({ received: z.literal(true), duplicate: z.boolean() });

/** The description of the API; its own form is OpenAPI's matter. */
export const documentSchema = z.looseObject({ openapi: z.literal("3.1.1") });
