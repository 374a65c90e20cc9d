import { z } from "zod";
import { syncStages, syncStates, syncTriggers } from "../../core/sync-run";
import { accountId, count, instant, text, uuid } from "./fields";
import { pageOf } from "./page";

export const syncRunSchema = z.strictObject({
  id: uuid,
  runId: uuid,
  accountId,
  state: z.enum(syncStates),
  complete: z.boolean(),
  stage: z.enum(syncStages),
  trigger: z.enum(syncTriggers),
  actor: text.nullable(),
  full: z.boolean(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  pages: count,
  requests: count.meta({ description: "Calls made to Stripe." }),
  synced: count,
  inserted: count,
  updated: count,
  unchanged: count,
  reachedAt: instant.nullable(),
  cursorDate: instant.nullable().meta({ description: "Everything before this moment has been read." }),
  error: z.strictObject({ code: text, message: text.nullable(), stripeRequestId: text.nullable() }).nullable(),
});

export const syncRunListSchema = pageOf(syncRunSchema, {});
